import { useRouter } from '@tarojs/taro'
import type { BookingQuery } from '../../lib/routes'

/** A number from an address, or undefined. */
const minuteOf = (text: string | undefined) => (text && /^\d{1,4}$/.test(text) ? Number(text) : undefined)

/** `a,b` as a list; addresses that somebody encoded once more (a shared link) are understood too. */
function idsOf(text: string | undefined): string[] | undefined {
  const ids = (text ?? '').replace(/%2C/gi, ',').split(',').filter(Boolean)
  return ids.length > 0 ? ids : undefined
}

/** What has been chosen so far, from the page's own address. */
export function useBookingQuery(): BookingQuery {
  const { storeId, serviceIds, vehicleId, familyId, day, minute } = useRouter().params
  return { storeId, serviceIds: idsOf(serviceIds), vehicleId, familyId, day, minute: minuteOf(minute) }
}
