import { booking, catalog, store, vehicle, waitlist, type Body } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useProfile } from '../../lib/session'
import { useRemote } from '../../lib/use-remote'

/** Loads nothing while something it needs is unknown. */
const nothing = Promise.resolve(undefined)

export const useStores = () => useRemote(() => api(store.list, {}), [])

export const useServices = (storeId: string | undefined) =>
  useRemote(async () => (storeId ? api(catalog.list, { params: { storeId } }) : nothing), [storeId])

/** Which times are asked for: those of a store's services on a car of this family, or other times for a booking. */
export interface SlotSource {
  readonly storeId: string
  readonly serviceIds: readonly string[]
  readonly familyId?: string | undefined
  /** The booking that is to be moved: its own seats count as free. */
  readonly bookingId?: string | undefined
}

const slotQuery = ({ storeId, serviceIds, familyId }: SlotSource) => ({
  ...{ storeId, serviceIds: serviceIds.join(','), familyId },
})

/** Fourteen days of times in one call. */
export function useSlotPage(source: SlotSource) {
  const { bookingId } = source
  const query = slotQuery(source)
  return useRemote(
    () => (bookingId ? api(booking.newTimes, { params: { bookingId } }) : api(booking.slotPage, { query })),
    [query.storeId, query.serviceIds, query.familyId, bookingId],
  )
}

/** The times of one day, also beyond the fourteen. */
export function useSlots(source: SlotSource, day: string | undefined) {
  const query = slotQuery(source)
  return useRemote(
    async () => (day ? api(booking.slots, { query: { ...query, day } }) : nothing),
    [query.storeId, query.serviceIds, query.familyId, day],
  )
}

/** As far ahead as can be booked, with how full and how dear each day is. */
export function useMonth(source: SlotSource) {
  const query = slotQuery(source)
  return useRemote(
    () => api(booking.slotDays, { query: { ...query, days: 31 } }),
    [query.storeId, query.serviceIds, query.familyId],
  )
}

/** Other stores that have room from this day on. */
export function useNearbySlots(source: SlotSource, day: string) {
  const query = slotQuery(source)
  return useRemote(
    () => api(booking.nearbySlots, { query: { ...query, day } }),
    [query.storeId, query.serviceIds, query.familyId, day],
  )
}

/** Who received this owner most often, and when they are free; nothing while nobody is logged in or a booking is moved. */
export function useUsualAdvisor(source: SlotSource, day: string | undefined) {
  const owner = useProfile()?.id
  const query = slotQuery(source)
  const isAsked = day !== undefined && owner !== undefined && source.bookingId === undefined
  return useRemote(
    async () => (isAsked ? (await api(booking.usualAdvisor, { query: { ...query, day } })).usual : null),
    [query.storeId, query.serviceIds, query.familyId, day, isAsked],
  )
}

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

/** Keeps a time for a few minutes. The same request id again answers with the same hold. */
export const holdTime = (body: Body<typeof booking.hold>) => api(booking.hold, { body })

/** Gives a kept time back. When that fails, the time comes free by itself a few minutes later. */
export const giveBack = (holdId: string): Promise<void> =>
  api(booking.releaseHold, { params: { holdId } }).then(
    () => undefined,
    () => undefined,
  )

export const reschedule = (bookingId: string, body: Body<typeof booking.reschedule>) =>
  api(booking.reschedule, { params: { bookingId }, body })

/** With `dryRun` only says what would happen. */
export const tellLate = (bookingId: string, minutes: number, dryRun: boolean) =>
  api(booking.late, { params: { bookingId }, body: { minutes, dryRun } })

export const joinWaitlist = (body: Body<typeof waitlist.join>) => api(waitlist.join, { body })

/** What the owner waits for; nothing while nobody is logged in. */
export function useMyWaitlist() {
  const owner = useProfile()?.id
  return useRemote(async () => (owner ? api(waitlist.mine, {}) : []), [owner])
}

export const acceptOffer = (waitlistId: string) => api(waitlist.accept, { params: { waitlistId } })

export const leaveWaitlist = (waitlistId: string) => api(waitlist.leave, { params: { waitlistId } })
