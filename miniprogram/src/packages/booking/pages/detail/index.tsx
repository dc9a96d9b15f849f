import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { text } from '../../../../features/booking/booking.text'
import { canChange, isComing } from '../../../../features/booking/booking-rules'
import { BookingFacts } from '../../../../features/booking/BookingFacts'
import { BookingLogin } from '../../../../features/booking/BookingLogin'
import { BookingNotes } from '../../../../features/booking/BookingNotes'
import { BookingState } from '../../../../features/booking/BookingState'
import { CancelSheet } from '../../../../features/booking/CancelSheet'
import { LateSheet } from '../../../../features/booking/LateSheet'
import { Proposals } from '../../../../features/booking/Proposals'
import { StoreCard } from '../../../../features/booking/StoreCard'
import { SentFiles } from '../../../../features/files/SentFiles'
import { useLiveBooking } from '../../../../features/booking/use-live-booking'
import { TripsCard } from '../../../../features/visit/TripsCard'
import { VisitTools } from '../../../../features/visit/VisitTools'
import { routes } from '../../../../lib/routes'
import { useProfile } from '../../../../lib/session'
import { sayInstant } from '../../../../lib/time'
import { toast } from '../../../../lib/toast'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'
import styles from './index.module.scss'

type Booking = booking.BookingView

interface FooterProps {
  readonly item: Booking
  readonly onMove: () => void
  readonly onCancel: () => void
}

/** What can be done about a booking in its state. */
function DetailFooter({ item, onMove, onCancel }: FooterProps) {
  if (canChange(item))
    return (
      <>
        <View className={styles.actions}>
          <ActionButton tone="plain" onClick={onCancel}>
            {text.detail.cancel}
          </ActionButton>
          <ActionButton tone="plain" onClick={onMove}>
            {text.move.open}
          </ActionButton>
        </View>
        <View className={styles.until}>{text.detail.cancelUntil(sayInstant(item.cancelUntil ?? item.startsAt))}</View>
      </>
    )
  if (isComing(item)) return <View className={styles.until}>{text.detail.tooLate}</View>
  const { storeId, vehicleId, services } = item
  const again = routes.service({ storeId, vehicleId, serviceIds: services.map(({ id }) => id) })
  return <ActionButton onClick={() => void Taro.navigateTo({ url: again })}>{text.detail.bookAgain}</ActionButton>
}

/** The sheets over a booking: one at a time. */
type Open = 'cancel' | 'late'

/** One booking: how it stands, what was agreed, where to go, and how to move, delay or cancel it. */
export default function DetailPage() {
  const bookingId = useRouter().params.bookingId ?? ''
  const { data: item, error, reload } = useLiveBooking(bookingId)
  const profile = useProfile()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const done = (said: string) => () => {
    close()
    toast(said)
    void reload()
  }
  const move = () => {
    close()
    void Taro.navigateTo({ url: routes.reschedule(bookingId) })
  }
  if (!profile) return <BookingLogin />
  return (
    <Page footer={item && <DetailFooter item={item} onMove={move} onCancel={() => setOpen('cancel')} />}>
      {item ? (
        <>
          <BookingNotes item={item} onMove={canChange(item) ? move : undefined} />
          <BookingState item={item} onLate={() => setOpen('late')} />
          <Proposals item={item} />
          <VisitTools item={item} />
          <TripsCard bookingId={item.id} />
          <StoreCard item={item} />
          <BookingFacts item={item} />
          <SentFiles sent={item.files} />
          {open === 'late' && (
            <LateSheet
              item={item}
              onTold={done(text.late.done)}
              onMove={canChange(item) ? move : undefined}
              onClose={close}
            />
          )}
        </>
      ) : error ? (
        <ErrorState problem={error} onRetry={reload} />
      ) : (
        <Card>
          <Skeleton rows={6} height={44} />
        </Card>
      )}
      <CancelSheet
        open={open === 'cancel'}
        bookingId={bookingId}
        onClose={close}
        onCancelled={done(text.cancel.done)}
      />
    </Page>
  )
}
