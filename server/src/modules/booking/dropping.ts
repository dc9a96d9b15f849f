import { CELL_MINUTES } from '@pitlane/kernel'
import type { BookingStep } from './booking.entity'
import type { Moment } from './remaining'
import { withIdle } from './remaining'

const isOver = ({ day, endsMinute }: BookingStep, now: Moment): boolean =>
  day < now.day || (day === now.day && endsMinute <= now.minute)

const isReal = ({ startsMinute, endsMinute }: BookingStep, idle: number): boolean => endsMinute - startsMinute > idle

/**
 * The steps of a visit when services of it are not done after all. What is not over of them takes no time any more: it stands as
 * minutes at the end of the step before, so that what was booked is still there to be read, or keeps its first quarter of an hour where
 * there is none before. Everything else stays where it is.
 */
export function dropServices(steps: readonly BookingStep[], serviceIds: readonly string[], now: Moment): BookingStep[] {
  let [kept, idle]: [BookingStep[], BookingStep[]] = [[], []]
  const settle = () => {
    const last = kept.at(-1)
    const hasRoom = last !== undefined && last.isSeated && isReal(last, idle.length)
    kept = hasRoom ? withIdle(kept, idle) : [...kept, ...idle.map(shortest)]
    idle = []
  }
  for (const step of steps) {
    const isDropped = step.kind === 'work' && step.jobId === null && serviceIds.includes(step.serviceId ?? '')
    if (isDropped && !isOver(step, now)) idle = [...idle, step]
    else {
      settle()
      kept = [...kept, step]
    }
  }
  settle()
  return kept
}

const shortest = (step: BookingStep): BookingStep => ({
  ...step,
  endsMinute: Math.min(step.endsMinute, step.startsMinute + CELL_MINUTES),
})
