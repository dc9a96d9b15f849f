import { minutesUntil, sayMinutes } from '../../lib/time'
import { words } from './words'

type Risk = 'none' | 'soon' | 'late'

/** The colour that a promise is shown in, always beside words. */
export const riskTones = { none: 'muted', soon: 'wait', late: 'stop' } as const satisfies Record<Risk, string>

/** `还有 45 分`, `超时 1 小时 5 分`; nothing is promised yet: `未承诺` */
export function sayLeft(promisedAt: string | null, now: number): string {
  if (promisedAt === null) return words.noPromise
  const left = minutesUntil(promisedAt, now)
  return left < 0 ? words.over(sayMinutes(-left)) : words.left(sayMinutes(left))
}
