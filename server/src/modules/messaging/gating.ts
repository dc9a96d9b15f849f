import { messaging } from '@pitlane/contract'
import { addDays, type Day, type Minute } from '@pitlane/kernel'
import type { Message } from './messaging.entity'

/**
 * What cannot wait until the morning, and is told in spite of 免打扰: somebody stands at a door, holds a time for minutes, or would
 * set out in vain.
 */
const URGENT: ReadonlySet<messaging.MessageKind> = new Set([
  ...(['booking_cancelled', 'booking_moved', 'booking_delayed', 'waitlist_offer'] as const),
  ...(['trip_update', 'quote_sent', 'addon_asked'] as const),
])

export const isUrgent = (kind: messaging.MessageKind): boolean => URGENT.has(kind)

/** When quiet hours end that hold at this minute; undefined when they do not. */
export function quietUntil(day: Day, minute: Minute): { day: Day; minute: Minute } | undefined {
  const { from, until } = messaging.QUIET_HOURS
  if (minute < until) return { day, minute: until }
  return minute >= from ? { day: addDays(day, 1), minute: until } : undefined
}

interface Circumstances {
  readonly kind: messaging.MessageKind
  readonly isAllowed: boolean
  readonly isDoNotDisturb: boolean
  readonly day: Day
  readonly minute: Minute
}

/** What stands between a message and the channels outside the app. */
export type Verdict =
  | { readonly withheld: NonNullable<Message['withheld']> }
  | { readonly until: { readonly day: Day; readonly minute: Minute } }
  | 'go'

/** A refusal drops the message, 免打扰 leaves it to the inbox, the night only delays it. */
export function judge({ kind, isAllowed, isDoNotDisturb, day, minute }: Circumstances): Verdict {
  if (!isAllowed) return { withheld: 'no_consent' }
  if (isUrgent(kind)) return 'go'
  if (isDoNotDisturb) return { withheld: 'do_not_disturb' }
  const until = quietUntil(day, minute)
  return until ? { until } : 'go'
}
