import { cellOf, cellsFor } from '@pitlane/kernel'
import type { Booking, BookingStep, Claim } from './booking.entity'
import { RESERVES } from './reserves'

type Claimant = Pick<Booking, 'id' | 'storeId' | 'heldUntil' | 'channel' | 'isRework'>

/** Out of which reserve a car comes. */
const reserveOf = ({ channel, isRework }: Claimant): number => {
  if (isRework) return RESERVES.rework
  return channel === 'walk_in' ? RESERVES.walkIn : RESERVES.none
}

/** One row per resource and quarter of an hour, in key order. A step that has lost its seats claims nothing. */
export function claimsOf(claimant: Claimant, steps: readonly BookingStep[]): Claim[] {
  const { id, storeId, heldUntil } = claimant
  const reserve = reserveOf(claimant)
  const claims = steps.flatMap(({ day, bayId, technicianIds, startsMinute, endsMinute, isSeated }) => {
    if (!isSeated) return []
    const from = cellOf(startsMinute)
    const count = cellsFor(endsMinute - startsMinute)
    return [bayId, ...technicianIds].flatMap((resourceId) =>
      Array.from({ length: count }, (_, i): Claim => ({
        ...{ resourceId, day, cell: from + i, storeId, bookingId: id, heldUntil, reserve },
      })),
    )
  })
  // Steps that share a quarter of an hour of the same bay take it once.
  return claims.sort(byKey).filter((claim, i) => i === 0 || byKey(claim, claims[i - 1] ?? claim) !== 0)
}

const byKey = (a: Claim, b: Claim): number => {
  if (a.resourceId !== b.resourceId) return a.resourceId < b.resourceId ? -1 : 1
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.cell - b.cell
}
