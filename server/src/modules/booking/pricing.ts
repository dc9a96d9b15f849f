import type { policy } from '@pitlane/contract'
import { weekdayOf, type Day, type Minute } from '@pitlane/kernel'

/** How much less a time costs, in per cent: the same for everybody who asks (PIPL art. 24). Of several rules the best. */
export function percentOff({ offPeak }: Pick<policy.CapacityPolicy, 'offPeak'>, day: Day, minute: Minute): number {
  const weekday = weekdayOf(day)
  const rules = offPeak.filter(
    (rule) => rule.weekdays.includes(weekday) && minute >= rule.fromMinute && minute < rule.toMinute,
  )
  return Math.max(0, ...rules.map((rule) => rule.percentOff))
}
