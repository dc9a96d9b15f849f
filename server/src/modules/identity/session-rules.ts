import { DAY_MS, HOUR_MS, SECOND_MS } from '@pitlane/kernel'

/** How long a log-in lasts without being used. */
export const IDLE_MS = { customer: 30 * DAY_MS, staff: 12 * HOUR_MS } as const

/** Within this time a second use is a lost answer or a second tab, not a thief. */
const GRACE_MS = 10 * SECOND_MS

/** What a refresh token that lost the race for its first use tells us. */
type SecondUse = 'expired' | 'late_answer' | 'stolen'

/** Judges a token that could not be used as a fresh one. */
export function judgeSecondUse(token: { usedAt: Date | null; expiresAt: Date }, now: Date): SecondUse {
  if (token.usedAt) return now.getTime() - token.usedAt.getTime() <= GRACE_MS ? 'late_answer' : 'stolen'
  // Unused and yet not usable: it is too old, or a concurrent use is not visible to this reader yet (TiDB).
  return token.expiresAt <= now ? 'expired' : 'late_answer'
}
