import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { text } from '../../features/booking/booking.text'
import { BookingSteps } from '../../features/booking/BookingSteps'
import { LoginFirst } from '../../features/booking/LoginFirst'
import { hintOf } from '../../features/booking/state-hint'
import { StoreCard } from '../../features/booking/StoreCard'
import { useCurrentBooking } from '../../features/booking/use-current-booking'
import { a11y } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { Tag } from '../../ui/Tag'
import styles from './index.module.scss'

function Progress({ item }: { readonly item: booking.BookingView }) {
  const { zh, tone } = booking.bookingStates[item.state]
  return (
    <>
      <Card title={sayMoment(item.day, item.minute)} extra={<Tag tone={tone}>{zh}</Tag>}>
        <View className={styles.what}>{item.serviceName}</View>
        <BookingSteps state={item.state} />
        <View className={styles.hint} {...a11y('status')}>
          {hintOf(item)}
        </View>
        <Cell title={text.progress.see} onClick={() => void Taro.navigateTo({ url: routes.detail(item.id) })} />
      </Card>
      <StoreCard item={item} />
    </>
  )
}

/** What is happening with the next or current visit, step by step. */
export default function ProgressPage() {
  const profile = useProfile()
  const { data, error, reload } = useCurrentBooking()
  const inside = () => {
    if (!profile) return <LoginFirst title={text.progress.login} label={text.bookings.loginAction} />
    if (data) return <Progress item={data} />
    if (data === null)
      return (
        <Empty
          title={text.progress.empty}
          hint={text.progress.emptyHint}
          action={{ label: text.bookings.book, onClick: () => void Taro.navigateTo({ url: routes.service() }) }}
        />
      )
    if (error) return <ErrorState problem={error} onRetry={reload} />
    return (
      <Card>
        <Skeleton rows={4} height={36} />
      </Card>
    )
  }
  return <Page>{inside()}</Page>
}
