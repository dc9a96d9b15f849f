import { booking, catalog, store, vehicle } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useProfile } from '../../lib/session'
import { useRemote } from '../../lib/use-remote'

/** Loads nothing while something it needs is unknown. */
const nothing = Promise.resolve(undefined)

export const useStores = () => useRemote(() => api(store.list, {}), [])

export const useServices = (storeId: string | undefined) =>
  useRemote(async () => (storeId ? api(catalog.list, { params: { storeId } }) : nothing), [storeId])

export const useSlotDays = (storeId: string, serviceId: string) =>
  useRemote(() => api(booking.slotDays, { query: { storeId, serviceId } }), [storeId, serviceId])

export const useSlots = (storeId: string, serviceId: string, day: string | undefined) =>
  useRemote(
    async () => (day ? api(booking.slots, { query: { storeId, serviceId, day } }) : nothing),
    [storeId, serviceId, day],
  )

export const listMyCars = () => api(vehicle.list, {})

/** One page of the owner's bookings; an empty one while nobody is logged in. */
export function useMyBookings(when: 'upcoming' | 'past') {
  const owner = useProfile()?.id
  return useRemote(
    async () => (owner ? api(booking.mine, { query: { when } }) : { items: [], next: null }),
    [owner, when],
  )
}

/** One booking of the owner; fetched again when somebody logs in. */
export function useBooking(bookingId: string) {
  const owner = useProfile()?.id
  return useRemote(() => api(booking.one, { params: { bookingId } }), [bookingId, owner])
}

/** More past or coming bookings, from `after` on. */
export const moreBookings = (when: 'upcoming' | 'past', after: string) => api(booking.mine, { query: { when, after } })

export const cancelBooking = (bookingId: string, reason: keyof typeof booking.cancelReasons) =>
  api(booking.cancel, { params: { bookingId }, body: { reason } })
