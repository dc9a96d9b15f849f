import type { catalog, store } from '@pitlane/contract'
import { AlternativesSheet } from '../../../../features/booking/AlternativesSheet'
import { text } from '../../../../features/booking/booking.text'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { ConfirmCar } from '../../../../features/booking/ConfirmCar'
import { ConfirmFacts } from '../../../../features/booking/ConfirmFacts'
import { ConfirmProblem } from '../../../../features/booking/ConfirmProblem'
import { Incomplete } from '../../../../features/booking/Incomplete'
import { RemarkField } from '../../../../features/booking/RemarkField'
import { useChosenCar } from '../../../../features/booking/use-chosen-car'
import { useConfirm } from '../../../../features/booking/use-confirm'
import { alternativesOf } from '../../../../features/booking/use-place-booking'
import { useService } from '../../../../features/booking/use-service'
import { useGarage } from '../../../../features/garage/garage.api'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

interface ChosenProps {
  readonly store: store.StoreView
  readonly service: catalog.ServiceView
  readonly vehicleId: string | undefined
  readonly day: string
  readonly minute: number
}

function ConfirmScreen({ store, service, vehicleId, day, minute }: ChosenProps) {
  const repick = () => backOr(routes.slot({ storeId: store.id, serviceId: service.id, vehicleId, day }))
  const chosen = useChosenCar(useGarage(), vehicleId)
  const confirm = useConfirm({ storeId: store.id, serviceId: service.id }, chosen)
  const { problem, isBusy } = confirm
  const isTaken = problem?.code === 'booking.slot_taken'
  const footer = (
    <>
      {problem && !isTaken && <ConfirmProblem problem={problem} onRepick={repick} />}
      <ActionButton loading={isBusy} onClick={() => void confirm.submit({ day, minute })}>
        {problem?.code === 'client.offline' ? text.confirm.retry : text.confirm.submit}
      </ActionButton>
    </>
  )
  return (
    <Page footer={footer}>
      <ConfirmFacts store={store} service={service} day={day} minute={minute} onRepick={repick} />
      <ConfirmCar chosen={chosen} />
      <RemarkField value={confirm.remark} onChange={confirm.setRemark} />
      <AlternativesSheet
        open={isTaken}
        title={problem?.title ?? ''}
        times={alternativesOf(problem)}
        isBusy={isBusy}
        onPick={(time) => void confirm.book(time)}
        onOther={repick}
        onClose={confirm.dismissProblem}
      />
    </Page>
  )
}

/** Step 3: everything at a glance and one button. Only here is a log-in needed. */
export default function ConfirmPage() {
  const { storeId, serviceId, vehicleId, day, minute } = useBookingQuery()
  const { store, service, isMissing, error, reload } = useService(storeId, serviceId)
  if (isMissing || day === undefined || minute === undefined) return <Incomplete />
  if (store && service)
    return <ConfirmScreen store={store} service={service} vehicleId={vehicleId} day={day} minute={minute} />
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
