import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { sayPlate, type QcCar } from '../../../../features/staff/find-jobs'
import type { Sheet } from '../../../../features/staff/qc-sheet'
import { QcFooter, QcScreen } from '../../../../features/staff/QcScreen'
import { StaffEmpty } from '../../../../features/staff/StaffEmpty'
import { StaffGate } from '../../../../features/staff/StaffGate'
import { text } from '../../../../features/staff/staff.text'
import { SyncBar } from '../../../../features/staff/SyncBar'
import { PromiseLine } from '../../../../features/staff/TaskCard'
import { useQc } from '../../../../features/staff/use-qc'
import { readSheet, useWork } from '../../../../features/staff/work'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { useRemote } from '../../../../lib/use-remote'
import { Card } from '../../../../ui/Card'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { ErrorState } from '../../../../ui/ErrorState'
import styles from './index.module.scss'

/** The car with its sheet. */
function Checking({ car, sheet }: { readonly car: QcCar; readonly sheet: Sheet }) {
  const qc = useQc(car, sheet, () => backOr(routes.staff))
  return (
    <StaffGate footer={<QcFooter qc={qc} />}>
      <SyncBar />
      <Card>
        <View className={styles.plate}>{sayPlate(car.plate)}</View>
        <View className={styles.car}>{car.carName}</View>
        <PromiseLine at={car.promisedAt} />
      </Card>
      <QcScreen qc={qc} />
    </StaffGate>
  )
}

const Gone = () => (
  <StaffEmpty
    title={text.qc.gone}
    action={{ label: text.job.back, onClick: () => void Taro.redirectTo({ url: routes.staff }) }}
  />
)

/** The final check of one car. */
export default function QcPage() {
  const workorderId = useRouter().params.workorderId ?? ''
  const work = useWork()
  const sheet = useRemote(() => readSheet(workorderId), [workorderId])
  const car = work.cars.find((one) => one.workorderId === workorderId)
  const isSent = work.own.some(({ lane, refusal }) => lane === workorderId && !refusal)
  const problem = work.error ?? sheet.error
  if (car && sheet.data && !isSent)
    return <Checking key={sheet.data.value.version} car={car} sheet={sheet.data.value} />
  const inside = () => {
    if (isSent || (work.data && !car)) return <Gone />
    return problem ? <ErrorState problem={problem} onRetry={sheet.reload} /> : <CardSkeletons />
  }
  return <StaffGate>{inside()}</StaffGate>
}
