import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { text } from '../../../../features/booking/booking.text'
import { BookingLogin } from '../../../../features/booking/BookingLogin'
import { BookingFacts } from '../../../../features/booking/BookingFacts'
import { BookingSteps } from '../../../../features/booking/BookingSteps'
import { CancelSheet } from '../../../../features/booking/CancelSheet'
import { StoreCard } from '../../../../features/booking/StoreCard'
import { useLiveBooking } from '../../../../features/booking/use-live-booking'
import { a11y } from '../../../../lib/a11y'
import { routes } from '../../../../lib/routes'
import { useProfile } from '../../../../lib/session'
import { sayInstant, sayMoment } from '../../../../lib/time'
import { toast } from '../../../../lib/toast'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'
import { Tag } from '../../../../ui/Tag'
import styles from './index.module.scss'

type Booking = booking.BookingView

const isComing = (item: Booking) => item.state === 'placed' || item.state === 'confirmed'
const canCancel = (item: Booking) =>
  isComing(item) && item.cancelUntil !== null && Date.parse(item.cancelUntil) > Date.now()

function State({ item }: { readonly item: Booking }) {
  const { zh, tone } = booking.bookingStates[item.state]
  return (
    <Card title={sayMoment(item.day, item.minute)} extra={<Tag tone={tone}>{zh}</Tag>}>
      <View className={styles.hint} {...a11y('status')}>
        {text.steps.hints[item.state]}
      </View>
      {item.closingNote && <View className={styles.reason}>{text.detail.why(item.closingNote)}</View>}
      <BookingSteps state={item.state} />
    </Card>
  )
}

/** The one thing to do about a booking in its state. */
function DetailFooter({ item, onCancel }: { readonly item: Booking; readonly onCancel: () => void }) {
  if (canCancel(item))
    return (
      <>
        <ActionButton tone="plain" onClick={onCancel}>
          {text.detail.cancel}
        </ActionButton>
        <View className={styles.until}>{text.detail.cancelUntil(sayInstant(item.cancelUntil ?? item.startsAt))}</View>
      </>
    )
  if (isComing(item)) return <View className={styles.until}>{text.detail.tooLate}</View>
  const again = routes.service({ storeId: item.storeId, vehicleId: item.vehicleId })
  return <ActionButton onClick={() => void Taro.navigateTo({ url: again })}>{text.detail.bookAgain}</ActionButton>
}

/** One booking: how it stands, what was agreed, where to go, and how to cancel. */
export default function DetailPage() {
  const bookingId = useRouter().params.bookingId ?? ''
  const { data: item, error, reload } = useLiveBooking(bookingId)
  const profile = useProfile()
  const [cancels, setCancels] = useState(false)
  const cancelled = () => {
    setCancels(false)
    toast(text.cancel.done)
    void reload()
  }
  if (!profile) return <BookingLogin />
  return (
    <Page footer={item && <DetailFooter item={item} onCancel={() => setCancels(true)} />}>
      {item ? (
        <>
          <State item={item} />
          <StoreCard item={item} />
          <BookingFacts item={item} />
        </>
      ) : error ? (
        <ErrorState problem={error} onRetry={reload} />
      ) : (
        <Card>
          <Skeleton rows={6} height={44} />
        </Card>
      )}
      <CancelSheet open={cancels} bookingId={bookingId} onClose={() => setCancels(false)} onCancelled={cancelled} />
    </Page>
  )
}
