import { MINUTE_MS, SECOND_MS, type Day } from '@pitlane/kernel'

export const CODE_LIFETIME_MS = 5 * MINUTE_MS
export const RESEND_AFTER_MS = 60 * SECOND_MS
/** Wrong attempts that burn a code. */
export const MAX_ATTEMPTS = 5
const MAX_PER_DAY = 5

interface Sent {
  readonly day: Day
  readonly ordinal: number
  readonly createdAt: Date
}

/** Which code of the day the next one is, or how long to wait for it. `last` is the latest code sent to the phone. */
export function nextSend(
  last: Sent | undefined,
  now: { at: Date; day: Day; nextDayAt: Date },
): { ordinal: number } | { waitMs: number } {
  if (!last) return { ordinal: 1 }
  const sinceMs = now.at.getTime() - last.createdAt.getTime()
  if (sinceMs < RESEND_AFTER_MS) return { waitMs: RESEND_AFTER_MS - sinceMs }
  if (last.day !== now.day) return { ordinal: 1 }
  if (last.ordinal >= MAX_PER_DAY) return { waitMs: now.nextDayAt.getTime() - now.at.getTime() }
  return { ordinal: last.ordinal + 1 }
}
