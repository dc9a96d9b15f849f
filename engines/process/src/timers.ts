import { DAY_MS, HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import type { ClockKind, Span } from './definition'
import type { Instant, Task, Thread, Timer } from './state'
import { visitKey, type At, type Work } from './work'

const unitMs = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const

export const msOf = (span: Span): number => span.n * unitMs[span.unit]

/** The instant so much later on a clock. */
export function later(work: Work, clock: ClockKind, ms: number): Instant {
  if (clock === 'wall') return work.now + ms
  return work.context.addWorkTime(work.context.now, ms / MINUTE_MS).getTime()
}

/** What is left until an instant on a clock, never below zero. */
export function left(work: Work, clock: ClockKind, dueAt: Instant): number {
  if (dueAt <= work.now) return 0
  if (clock === 'wall') return dueAt - work.now
  return Math.max(0, work.context.workTimeBetween(work.context.now, new Date(dueAt)) * MINUTE_MS)
}

export interface TimerPlan {
  readonly kind: Timer['kind']
  readonly level: number
  readonly clock: ClockKind
  readonly dueAt: Instant
}

export const placeOf = (row: Thread | Task): At => ({ node: row.node, visit: row.visit, item: row.item })

export function setTimer(work: Work, thread: Thread, task: string | null, plan: TimerPlan): void {
  const id = work.context.newId()
  const at = placeOf(thread)
  const dedupe = `${visitKey(work.state.id, at)}:${plan.kind}:${plan.level}`
  const set: Timer = { id, dedupe, ...plan, thread: thread.id, task, node: thread.node, remainingMs: null }
  work.log('timerSet', at, { timer: id, kind: plan.kind, dueAt: plan.dueAt }, { t: 'timers', id, set })
  work.effects.push({ kind: 'timer', timer: id, dedupe, dueAt: plan.dueAt })
}

/** The same timer at another time. */
export function moveTimer(work: Work, timer: Timer, dueAt: Instant): void {
  const at = placeOf(work.thread(timer.thread))
  work.log('timerSet', at, { timer: timer.id, dueAt }, { t: 'timers', id: timer.id, set: { dueAt, remainingMs: null } })
  work.effects.push({ kind: 'timer', timer: timer.id, dedupe: timer.dedupe, dueAt })
}

const timersWhere = (work: Work, pick: (timer: Timer) => boolean): Timer[] =>
  Object.values(work.state.timers).filter(pick)

export const timersOfTask = (work: Work, task: string): Timer[] => timersWhere(work, (timer) => timer.task === task)

/** Timers of a thread itself, not of its task. */
export const timersOfThread = (work: Work, thread: string): Timer[] =>
  timersWhere(work, (timer) => timer.thread === thread && timer.task === null)

export function dropTimers(work: Work, timers: readonly Timer[]): void {
  for (const timer of timers) {
    work.log(
      'timerGone',
      placeOf(work.thread(timer.thread)),
      { timer: timer.id },
      { t: 'timers', id: timer.id, set: null },
    )
    work.effects.push({ kind: 'cancelTimer', timer: timer.id })
  }
}
