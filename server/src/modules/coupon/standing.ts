import type { coupon as contract } from '@pitlane/contract'
import { DAY_MS } from '@pitlane/kernel'

type State = contract.CouponState

/** From here a coupon can be used. */
export const USABLE = ['issued', 'claimed', 'returned'] as const satisfies readonly State[]

/** So long before its end the owner is told. */
export const ENDING_SOON_MS = 7 * DAY_MS

interface Timed {
  readonly state: State
  readonly validUntil: Date
  readonly lockedUntil: Date | null
}

/** True when it may be used, given away or voided: not ended, and no bill holds it. */
export const isUsable = (state: State): boolean => (USABLE as readonly State[]).includes(state)

/** What a coupon is at this moment, also where the nightly job has not written it yet. */
export function stateAt({ state, validUntil, lockedUntil }: Timed, now: Date): State {
  const isHeld = state === 'locked' && lockedUntil !== null && lockedUntil > now
  const free = state === 'locked' && !isHeld ? 'claimed' : state
  return isUsable(free) && validUntil <= now ? 'expired' : free
}
