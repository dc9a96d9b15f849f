import type { coupon as contract } from '@pitlane/contract'
import { addDays, type Day } from '@pitlane/kernel'

/** The days from the first to the last on which a coupon is good, and whether it begins at once. */
export interface ValidDays {
  readonly from: Day
  readonly to: Day
}

/**
 * A relative validity counts from the day of the issue, day 0; it lasts through the end of day `days` after its start. What
 * has a fixed beginning that is past begins with the issue.
 */
export function validDays(validity: contract.CouponValidity, issuedOn: Day): ValidDays {
  if (validity.kind === 'fixed') return { from: validity.from > issuedOn ? validity.from : issuedOn, to: validity.to }
  const from = addDays(issuedOn, validity.startsAfterDays)
  return { from, to: addDays(from, validity.days) }
}
