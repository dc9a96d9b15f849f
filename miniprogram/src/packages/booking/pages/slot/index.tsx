import { useRouter } from '@tarojs/taro'
import { useBooking } from '../../../../features/booking/booking.api'
import { useBookingQuery } from '../../../../features/booking/booking-query'
import { BookingLogin } from '../../../../features/booking/BookingLogin'
import { Incomplete } from '../../../../features/booking/Incomplete'
import { NewTimeScreen } from '../../../../features/booking/NewTimeScreen'
import { OtherTimeScreen } from '../../../../features/booking/OtherTimeScreen'
import { DaySkeleton } from '../../../../features/booking/SlotSkeleton'
import { useGarage } from '../../../../features/garage/garage.api'
import { useWaitlistConsent } from '../../../../features/messages/use-consent'
import { useProfile } from '../../../../lib/session'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

function ChangePage({ bookingId }: { readonly bookingId: string }) {
  const { data: item, error, reload } = useBooking(bookingId)
  const profile = useProfile()
  if (!profile) return <BookingLogin />
  if (item) return <OtherTimeScreen item={item} onStale={reload} />
  return <Page>{error ? <ErrorState problem={error} onRetry={reload} /> : <DaySkeleton />}</Page>
}

function NewPage() {
  const query = useBookingQuery()
  const cars = useGarage()
  const askToTell = useWaitlistConsent()
  const { storeId, serviceIds } = query
  if (!storeId || !serviceIds) return <Incomplete />
  return <NewTimeScreen query={query} storeId={storeId} serviceIds={serviceIds} cars={cars} askToTell={askToTell} />
}

/** Step 2: when. With `bookingId` another time for that booking. */
export default function SlotPage() {
  const { bookingId } = useRouter().params
  return bookingId ? <ChangePage bookingId={bookingId} /> : <NewPage />
}
