import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { text } from '../../../../features/booking/booking.text'
import { BookingLogin } from '../../../../features/booking/BookingLogin'
import { BookingFacts } from '../../../../features/booking/BookingFacts'
import { BookingNotes } from '../../../../features/booking/BookingNotes'
import { BookingSteps } from '../../../../features/booking/BookingSteps'
import { StoreCard } from '../../../../features/booking/StoreCard'
import { useLiveBooking } from '../../../../features/booking/use-live-booking'
import { RemindMe } from '../../../../features/messages/RemindMe'
import { VisitTools } from '../../../../features/visit/VisitTools'
import { a11y } from '../../../../lib/a11y'
import { routes } from '../../../../lib/routes'
import { useProfile } from '../../../../lib/session'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'
import styles from './index.module.scss'

function words(state: booking.BookingState): { title: string; hint: string } {
  if (state === 'placed') return { title: text.result.placed, hint: text.result.placedHint }
  if (state === 'confirmed') return { title: text.result.confirmed, hint: text.result.confirmedHint }
  return { title: text.result.other, hint: text.steps.hints[state] }
}

const isUpcoming = (state: booking.BookingState) => state === 'placed' || state === 'confirmed'

/** Step 4: it is booked. Turns to 已确认 by itself when the store confirms. */
export default function ResultPage() {
  const bookingId = useRouter().params.bookingId ?? ''
  const { data: item, error, reload } = useLiveBooking(bookingId)
  const profile = useProfile()
  const said = item && words(item.state)
  const footer = (
    <View className={styles.actions}>
      <ActionButton tone="plain" onClick={() => void Taro.switchTab({ url: routes.home })}>
        {text.result.home}
      </ActionButton>
      <ActionButton onClick={() => void Taro.redirectTo({ url: routes.detail(bookingId) })}>
        {text.result.see}
      </ActionButton>
    </View>
  )
  if (!profile) return <BookingLogin />
  return (
    <Page footer={footer}>
      {said ? (
        <View className={styles.said} {...a11y('status')}>
          <View className={styles.mark} />
          <View className={styles.title}>{said.title}</View>
          <View className={styles.hint}>{said.hint}</View>
        </View>
      ) : null}
      {item ? (
        <>
          <Card>
            <BookingSteps state={item.state} />
          </Card>
          {isUpcoming(item.state) && <RemindMe />}
          <BookingNotes item={item} />
          <VisitTools item={item} />
          <BookingFacts item={item} />
          <StoreCard item={item} />
        </>
      ) : error ? (
        <ErrorState problem={error} onRetry={reload} />
      ) : (
        <Card>
          <Skeleton rows={6} height={44} />
        </Card>
      )}
    </Page>
  )
}
