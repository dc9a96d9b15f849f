import type { workorder } from '@pitlane/contract'
import { minutesSince, sayMinutes } from '../../lib/time'
import { words } from './words'

type Risk = 'none' | 'soon' | 'late'

/** The colour that a promise is shown in, always beside words. */
export const riskTones = { none: 'muted', soon: 'wait', late: 'stop' } as const satisfies Record<Risk, string>

const KEPT: readonly workorder.WorkorderState[] = ['ready', 'settled', 'delivered', 'closed', 'cancelled']

/** Whether what was promised is still ahead: a car that is ready is late no more, whenever it is fetched. */
export const isOpen = (state: workorder.WorkorderState): boolean => !KEPT.includes(state)

const MINUTE_MS = 60_000
const HOUR = 60
/** From here on minutes say nothing any more. */
const FAR = 3 * HOUR

const span = (minutes: number): string => sayMinutes(minutes < FAR ? minutes : minutes - (minutes % HOUR))

/** `还有 45 分`, `超时 1 小时 5 分`, `还有 6 小时`; nothing is promised yet: `未承诺交车` */
export function sayLeft(promisedAt: string | null, now: number): string {
  if (promisedAt === null) return words.noPromise
  const left = Date.parse(promisedAt) - now
  if (left >= 0 && left < MINUTE_MS) return words.nowDue
  if (left < 0) return words.over(span(minutesSince(promisedAt, now)))
  return words.left(span(Math.floor(left / MINUTE_MS)))
}
