import { useRouter } from '@tarojs/taro'
import type { BookingQuery } from '../../lib/routes'

/** A number from an address, or undefined. */
const minuteOf = (text: string | undefined) => (text && /^\d{1,4}$/.test(text) ? Number(text) : undefined)

/** What has been chosen so far, from the page's own address. */
export function useBookingQuery(): BookingQuery {
  const { storeId, serviceId, vehicleId, day, minute } = useRouter().params
  return { storeId, serviceId, vehicleId, day, minute: minuteOf(minute) }
}
