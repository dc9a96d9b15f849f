import type { catalog, store } from '@pitlane/contract'
import { AlternativesSheet } from '../../../../features/booking/AlternativesSheet'
import { text } from '../../../../features/booking/booking.text'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { ConfirmCar } from '../../../../features/booking/ConfirmCar'
import { ConfirmFacts } from '../../../../features/booking/ConfirmFacts'
import { ConfirmProblem } from '../../../../features/booking/ConfirmProblem'
import { HandoverCard } from '../../../../features/booking/HandoverCard'
import { HoldNote } from '../../../../features/booking/HoldNote'
import { Incomplete } from '../../../../features/booking/Incomplete'
import { RemarkField } from '../../../../features/booking/RemarkField'
import { useChosenCar } from '../../../../features/booking/use-chosen-car'
import { useChosenServices } from '../../../../features/booking/use-chosen-services'
import { useVisit } from '../../../../features/booking/use-visit'
import { alternativesOf } from '../../../../features/booking/use-place-booking'
import { FaultFiles } from '../../../../features/files/FaultFiles'
import { UnsentNote } from '../../../../features/files/UnsentNote'
import { useAttachments, type PageAttachments } from '../../../../features/files/use-attachments'
import { useGarage } from '../../../../features/garage/garage.api'
import type { ApiProblem } from '../../../../lib/api'
import { backOr } from '../../../../lib/back-or'
import type { Handler } from '../../../../lib/handler'
import { routes } from '../../../../lib/routes'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

interface ChosenProps {
  readonly store: store.StoreView
  readonly services: readonly catalog.ServiceView[]
  readonly vehicleId: string | undefined
  readonly day: string
  readonly minute: number
}

type Confirm = ReturnType<typeof useVisit>['confirm']

interface FooterProps {
  readonly confirm: Confirm
  readonly attachments: PageAttachments
  readonly onRepick: Handler
}

const submitText = ({ problem, isSending }: Confirm) =>
  isSending ? text.confirm.sendingFiles : problem?.code === 'client.offline' ? text.confirm.retry : text.confirm.submit

/** What stands in the way, how long the time is kept, and the one button. */
function ConfirmFooter({ confirm, attachments, onRepick }: FooterProps) {
  const { problem, hold, isBusy } = confirm
  const goWithout = () => {
    attachments.box.dropFailed()
    return confirm.submit()
  }
  return (
    <>
      <UnsentNote count={attachments.blocking} onWithout={goWithout} />
      {problem && !isTaken(problem) && <ConfirmProblem problem={problem} onRepick={onRepick} />}
      <HoldNote state={hold.state} onKeepAgain={() => void hold.keep()} />
      <ActionButton loading={isBusy} onClick={() => void confirm.submit()}>
        {submitText(confirm)}
      </ActionButton>
    </>
  )
}

const isTaken = (problem: ApiProblem | undefined) => problem?.code === 'booking.slot_taken'

function ConfirmScreen({ store, services, vehicleId, day, minute }: ChosenProps) {
  const choice = { storeId: store.id, serviceIds: services.map(({ id }) => id) }
  const chosen = useChosenCar(useGarage(), vehicleId)
  const attachments = useAttachments()
  const { time, confirm, way, terms, advisor } = useVisit(choice, { day, minute }, chosen, attachments)
  const { problem } = confirm
  const familyId = chosen.car?.familyId ?? undefined
  const repick = () => backOr(routes.slot({ ...choice, vehicleId, familyId, day: time.day }))
  return (
    <Page footer={<ConfirmFooter confirm={confirm} attachments={attachments} onRepick={repick} />}>
      <ConfirmFacts store={store} services={services} {...terms} {...time} advisor={advisor} onRepick={repick} />
      <ConfirmCar chosen={chosen} />
      <HandoverCard way={way} />
      <RemarkField value={confirm.remark} onChange={confirm.setRemark}>
        <FaultFiles attachments={attachments} />
      </RemarkField>
      <AlternativesSheet
        open={isTaken(problem)}
        title={problem?.title ?? ''}
        times={alternativesOf(problem)}
        hint={confirm.picksBook ? text.alternatives.hint : text.alternatives.change}
        isBusy={confirm.isBusy}
        onPick={(other) => void confirm.pick(other)}
        onOther={repick}
        onClose={confirm.dismissProblem}
      />
    </Page>
  )
}

/** Step 3: everything at a glance and one button. Only here is a log-in needed. */
export default function ConfirmPage() {
  const { storeId, serviceIds, vehicleId, day, minute } = useBookingQuery()
  const { store, services, isMissing, error, reload } = useChosenServices(storeId, serviceIds)
  if (isMissing || day === undefined || minute === undefined) return <Incomplete />
  if (store && services)
    return <ConfirmScreen store={store} services={services} vehicleId={vehicleId} day={day} minute={minute} />
  return (
    <Page>
      {error ? (
        <ErrorState problem={error} onRetry={reload} />
      ) : (
        <Card>
          <Skeleton rows={4} height={52} />
        </Card>
      )}
    </Page>
  )
}
