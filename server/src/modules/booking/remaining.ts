import { CELL_MINUTES, type Day, type Minute } from '@pitlane/kernel'
import type { BookingStep } from './booking.entity'
import { downToQuarter, layOut, upToQuarter, type OpenDay, type Stretch } from './overnight'

/** Now, on the store's wall. */
export interface Moment {
  readonly day: Day
  readonly minute: Minute
}

/** What becomes of a car's steps when its work takes another time than planned. */
export interface Remainder {
  /** Steps that stay where they are, some of them shorter. */
  readonly kept: readonly BookingStep[]
  /** Work that needs a place, with the step it is part of. `isRunning` goes on with what stands there now, without a pause. */
  readonly pieces: readonly { readonly step: BookingStep; readonly stretch: Stretch; readonly isRunning: boolean }[]
  /** What was found during the visit, check and wash, which follow the work. */
  readonly tail: readonly BookingStep[]
  /** When the work is done, but for what was found. */
  readonly ends: Moment
}

const isBefore = (a: Moment, b: Moment): boolean => a.day < b.day || (a.day === b.day && a.minute < b.minute)
const startOf = ({ day, startsMinute }: BookingStep): Moment => ({ day, minute: startsMinute })
const endOf = ({ day, endsMinute }: BookingStep): Moment => ({ day, minute: endsMinute })

/** The step that is being worked on: the first that is not over, or had no seats and was not done; else the last. */
export function currentWork(work: readonly BookingStep[], now: Moment): BookingStep | undefined {
  return work.find((step) => !step.isSeated || isBefore(now, endOf(step))) ?? work.at(-1)
}

/** When the work of a visit ends. */
export function workEnd(steps: readonly BookingStep[]): Moment | undefined {
  const last = steps.filter(({ kind }) => kind === 'work').at(-1)
  return last && endOf(last)
}

/** Shares the minutes that are left: steps to come keep theirs as far as they go, the current one takes the rest. */
function shares(remaining: number, later: readonly BookingStep[]): { current: number; later: number[] } {
  let left = remaining
  const kept = [...later].reverse().map((step) => {
    const share = Math.min(upToQuarter(left), upToQuarter(step.endsMinute - step.startsMinute))
    left = Math.max(0, left - share)
    return share
  })
  return { current: left, later: kept.reverse() }
}

/** From where the current work goes on, and for how many minutes; what of it stays as it is. */
function goOn(current: BookingStep, minutes: number, now: Moment, opens: Minute, closes: Minute) {
  if (isBefore(now, startOf(current))) {
    if (minutes > 0) return { kept: undefined, from: startOf(current), minutes: upToQuarter(minutes), isRunning: false }
    // Done before it was to begin: the quarter of an hour it keeps is its own.
    const kept = { ...current, endsMinute: Math.min(current.endsMinute, current.startsMinute + CELL_MINUTES) }
    return { kept, from: endOf(kept), minutes: 0, isRunning: false }
  }
  if (!current.isSeated) return whereNothingStands(current, minutes, now, opens, closes)
  const until = upToQuarter(Math.max(opens, Math.min(now.minute, closes)) + minutes)
  const end = upToQuarter(current.endsMinute)
  const isToday = current.day === now.day
  if (isToday && current.endsMinute > now.minute) {
    if (until > end)
      return { kept: current, from: { day: now.day, minute: end }, minutes: until - end, isRunning: true }
    const shorter = Math.max(until, current.startsMinute + CELL_MINUTES)
    const kept = { ...current, endsMinute: Math.min(shorter, current.endsMinute) }
    return { kept, from: { day: now.day, minute: upToQuarter(kept.endsMinute) }, minutes: 0, isRunning: true }
  }
  const isRunning = isToday && downToQuarter(now.minute) <= end
  const wanted = isRunning ? end : Math.max(opens, downToQuarter(now.minute))
  const from = { day: now.day, minute: Math.min(wanted, Math.max(closes, opens)) }
  return { kept: current, from, minutes: minutes === 0 ? 0 : Math.max(until - from.minute, CELL_MINUTES), isRunning }
}

/** The work should have begun, but had no seats: it begins now. */
function whereNothingStands(current: BookingStep, minutes: number, now: Moment, opens: Minute, closes: Minute) {
  const minute = Math.min(Math.max(opens, downToQuarter(now.minute)), Math.max(closes, opens))
  return {
    kept: minutes > 0 ? undefined : current,
    from: { day: now.day, minute },
    minutes: upToQuarter(minutes),
    isRunning: false,
  }
}

/**
 * The steps that still need time, in their order, with how much; work that was found and waits, as long as it takes; and steps
 * that need no time any more.
 */
function queueOf(current: BookingStep, minutes: number, waiting: readonly BookingStep[], shares: readonly number[]) {
  const first = minutes > 0 ? [{ step: current, minutes }] : []
  const rest = waiting.map((step, i) => ({ step, minutes: shares[i] ?? 0 }))
  const busy = rest.filter((one) => one.minutes > 0)
  return {
    queue: [...first, ...busy.filter(({ step }) => step.jobId === null)],
    found: busy
      .filter(({ step }) => step.jobId !== null)
      .map((one): BookingStep => ({ ...one.step, endsMinute: one.step.startsMinute + one.minutes })),
    idle: rest.filter((one) => one.minutes === 0).map(({ step }) => step),
  }
}

/**
 * Plans the rest of a visit from now on. Steps that are over stay; the current work takes what is left besides the work to come,
 * which keeps its length behind it. A step that takes no time any more is one minute at the end of the one before, so that
 * what was done is still there to be read. What was found during the visit and has not begun follows where there is room, before
 * check and wash. `later` moves everything by so many minutes. Undefined when `days` are not enough.
 */
export function planRest(
  steps: readonly BookingStep[],
  remaining: number,
  now: Moment,
  days: readonly OpenDay[],
  later = 0,
): Remainder | undefined {
  const work = steps.filter(({ kind }) => kind === 'work')
  const current = currentWork(work, now)
  if (!current) return undefined
  const today = days.find(({ day }) => day === now.day) ?? { opensMinute: 0, closesMinute: 0 }
  const index = work.indexOf(current)
  const waiting = work.slice(index + 1)
  const share = shares(remaining, waiting)
  const rest = goOn(current, share.current, now, today.opensMinute, today.closesMinute)
  const { queue, found, idle } = queueOf(current, rest.minutes, waiting, share.later)
  const parts = queue.map(({ minutes }) => ({ minutes, isCut: true }))
  const from = atWork(rest.from, days)
  const stretches = layOut(parts, { day: from.day, minute: from.minute + later }, days)
  if (!stretches) return undefined
  const isRunning = rest.isRunning && later === 0 && rest.minutes > 0
  const received = steps.filter((step) => step.kind === 'reception' && (step.isSeated || remaining === 0))
  const before = [...received, ...work.slice(0, index)]
  return {
    kept: withIdle([...before, ...(rest.kept ? [rest.kept] : [])], idle),
    pieces: stretches.map((stretch, i) => ({
      ...{ step: queue[stretch.part]?.step ?? current, stretch },
      isRunning: isRunning && i === 0 && stretch.day === rest.from.day,
    })),
    tail: [...found, ...steps.filter(({ kind }) => kind === 'qc' || kind === 'wash')],
    ends: lastOf(stretches) ?? rest.from,
  }
}

/** The moment itself, or when the house opens next, if it is closed by then. */
function atWork(at: Moment, days: readonly OpenDay[]): Moment {
  const isOpen = days.some(({ day, closesMinute }) => day === at.day && at.minute < downToQuarter(closesMinute))
  const next = isOpen ? undefined : days.find(({ day }) => day > at.day)
  return next ? { day: next.day, minute: upToQuarter(next.opensMinute) } : at
}

function lastOf(stretches: readonly Stretch[]): Moment | undefined {
  const last = stretches.at(-1)
  return last && { day: last.day, minute: last.to }
}

/** Steps without time of their own are the last minutes of the step before them. */
export function withIdle(kept: readonly BookingStep[], idle: readonly BookingStep[]): BookingStep[] {
  const last = kept.at(-1)
  if (!last || idle.length === 0) return [...kept]
  const end = last.endsMinute - idle.length
  const shortened = { ...last, endsMinute: end }
  const minutes = idle.map((step, i): BookingStep => ({
    ...{ ...step, day: last.day, bayId: last.bayId, technicianIds: last.technicianIds },
    ...{ startsMinute: end + i, endsMinute: end + i + 1, isSeated: last.isSeated },
  }))
  return [...kept.slice(0, -1), shortened, ...minutes]
}
