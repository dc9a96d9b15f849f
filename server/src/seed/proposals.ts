import type { Day, Minute } from '@pitlane/kernel'
import { dayIn, type Today } from './calendar'
import { SPAN_DAYS } from './organisation'
import { DayPlan, type Planned } from './plan'

const MOST = 3

/** A store's open days after one, those beyond the demo bookings too: nobody comes on them yet. */
export function plansAfter(
  today: Today,
  plans: readonly DayPlan[],
  planned: Pick<Planned, 'house' | 'day'>,
): DayPlan[] {
  const { house, day } = planned
  const booked = plans.filter((plan) => plan.house === house && plan.day > day)
  const beyond = Array.from({ length: SPAN_DAYS }, (_, i) => new DayPlan(house, dayIn(today, SPAN_DAYS + 1 + i)))
  return [...booked, ...beyond].filter(({ isOpen }) => isOpen)
}

/** Free times of the days after, one a day, near the one that was turned down. */
export function proposalsFor(
  today: Today,
  plans: readonly DayPlan[],
  planned: Planned,
): { readonly day: Day; readonly minute: Minute }[] {
  const times = plansAfter(today, plans, planned).flatMap((plan) => {
    const starts = plan.freeStarts(plan.asked(planned.service))
    const [minute] = starts.sort((a, b) => Math.abs(a - planned.minute) - Math.abs(b - planned.minute))
    return minute === undefined ? [] : [{ day: plan.day, minute }]
  })
  return times.slice(0, MOST)
}
