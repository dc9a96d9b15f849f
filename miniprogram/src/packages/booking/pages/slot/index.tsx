import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { DateStrip } from '../../../../features/booking/DateStrip'
import { Incomplete } from '../../../../features/booking/Incomplete'
import { SlotFooter } from '../../../../features/booking/SlotFooter'
import { DaySkeleton } from '../../../../features/booking/SlotSkeleton'
import { SlotTimes } from '../../../../features/booking/SlotTimes'
import { useService } from '../../../../features/booking/use-service'
import { useSlotBoard } from '../../../../features/booking/use-slot-board'
import { routes, type BookingQuery } from '../../../../lib/routes'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import styles from './index.module.scss'

interface ChosenProps {
  readonly query: BookingQuery
  readonly storeId: string
  readonly serviceId: string
}

function SlotScreen({ query, storeId, serviceId }: ChosenProps) {
  const { store, service, isMissing } = useService(storeId, serviceId)
  const board = useSlotBoard({ storeId, serviceId, day: query.day })
  const { days, day, minute } = board
  if (isMissing) return <Incomplete />

  const goOn = () => {
    if (day === undefined || minute === undefined) return
    void Taro.navigateTo({ url: routes.confirm({ ...query, storeId, serviceId, day, minute }) })
  }
  const footer = <SlotFooter board={board} bayMinutes={service?.bayMinutes} onNext={goOn} />
  return (
    <Page footer={footer}>
      <View className={styles.what}>{service && store ? `${service.name} · ${store.name}` : ' '}</View>
      {days.data ? (
        <DateStrip today={days.data.today} days={days.data.days} chosen={day} onChoose={board.pickDay} />
      ) : days.error ? (
        <ErrorState problem={days.error} onRetry={days.reload} />
      ) : (
        <DaySkeleton />
      )}
      {(days.data || day) && <SlotTimes board={board} />}
    </Page>
  )
}

/** Step 2: when. Shows what is really free and changes as others book. */
export default function SlotPage() {
  const query = useBookingQuery()
  if (!query.storeId || !query.serviceId) return <Incomplete />
  return <SlotScreen query={query} storeId={query.storeId} serviceId={query.serviceId} />
}
