import { minutesSince, sayMinutes } from '../../lib/time'
import { words } from './words'

type Risk = 'none' | 'soon' | 'late'

/** The colour that a promise is shown in, always beside words. */
export const riskTones = { none: 'muted', soon: 'wait', late: 'stop' } as const satisfies Record<Risk, string>

const MINUTE_MS = 60_000

/** `还有 45 分`, `超时 1 小时 5 分`; nothing is promised yet: `未承诺交车` */
export function sayLeft(promisedAt: string | null, now: number): string {
  if (promisedAt === null) return words.noPromise
  const left = Date.parse(promisedAt) - now
  if (left < 0) return words.over(sayMinutes(minutesSince(promisedAt, now)))
  return words.left(sayMinutes(Math.floor(left / MINUTE_MS)))
}
