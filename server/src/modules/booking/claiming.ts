import { cellOf, cellsFor } from '@pitlane/kernel'
import type { Booking, BookingStep, Claim } from './booking.entity'

type Claimant = Pick<Booking, 'id' | 'storeId' | 'day' | 'heldUntil' | 'channel'>

/** One row per resource and quarter of an hour, in key order. */
export function claimsOf({ id, storeId, day, heldUntil, channel }: Claimant, steps: readonly BookingStep[]): Claim[] {
  const claims = steps.flatMap(({ bayId, technicianIds, startsMinute, endsMinute }) => {
    const from = cellOf(startsMinute)
    const count = cellsFor(endsMinute - startsMinute)
    return [bayId, ...technicianIds].flatMap((resourceId) =>
      Array.from({ length: count }, (_, i): Claim => ({
        ...{ resourceId, day, cell: from + i, storeId, bookingId: id, heldUntil, isWalkIn: channel === 'walk_in' },
      })),
    )
  })
  return claims.sort((a, b) => (a.resourceId < b.resourceId ? -1 : a.resourceId > b.resourceId ? 1 : a.cell - b.cell))
}
