import type { Tone } from '@pitlane/tokens'
import { coupon } from '@pitlane/contract'
import { sayDay, sayInstant, storeTime } from '../../lib/time'
import type { Coupon } from './coupon.api'
import { text } from './coupon.text'

const OVER: readonly string[] = ['expired', 'voided']

export const dayOf = (instant: string): string => sayDay(storeTime(instant).day)

/** The last day on which something is good that ends at this instant. */
export const lastDayOf = (until: string): string => dayOf(new Date(Date.parse(until) - 1).toISOString())

/** It can be held up to a camera. */
export const isUsable = ({ state, hasBegun }: Pick<Coupon, 'state' | 'hasBegun'>): boolean =>
  hasBegun && (state === 'issued' || state === 'claimed' || state === 'returned')

/** One word on a ticket; none where all is well. */
export function tagOf({
  state,
  hasBegun,
  isEndingSoon,
}: Coupon): { readonly tone: Tone; readonly word: string } | undefined {
  if (state === 'used') return { tone: 'done', word: coupon.couponStates.used }
  if (state === 'locked') return { tone: 'going', word: coupon.couponStates.locked }
  if (OVER.includes(state)) return { tone: 'muted', word: coupon.couponStates[state] }
  if (!hasBegun) return { tone: 'muted', word: text.notBegun }
  return isEndingSoon ? { tone: 'wait', word: text.soon } : undefined
}

/** The moment that matters about it. */
export function whenOf({ state, hasBegun, validFrom, validUntil, usedAt }: Coupon): string {
  if (state === 'used' && usedAt) return text.usedAt(sayInstant(usedAt))
  if (OVER.includes(state)) return text.endedAt(lastDayOf(validUntil))
  return hasBegun ? text.until(lastDayOf(validUntil)) : text.from(dayOf(validFrom))
}
