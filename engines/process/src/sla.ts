import type { Sla, SlaStep } from './definition'
import { factsAt, holds } from './facts'
import type { Task, Thread, Timer } from './state'
import { later, left, moveTimer, msOf, placeOf, setTimer, timersOfTask } from './timers'
import type { Work } from './work'

const slaOf = (work: Work, task: Task): Sla | undefined => {
  const node = work.find(task.node)
  return node?.t === 'task' ? node.sla : undefined
}

/** The deadline of a task and everything that happens before and after it. */
export function startClock(work: Work, thread: Thread, task: string, sla: Sla): void {
  const whole = msOf(sla.in)
  const at = (share: number): number => later(work, sla.clock, Math.round((whole * share) / 100))
  const steps = (kind: 'remind' | 'escalate', list: readonly SlaStep[] | undefined): void =>
    list?.forEach((step, i) => {
      setTimer(work, thread, task, { kind, level: i + 1, clock: sla.clock, dueAt: at(step.at) })
    })
  steps('remind', sla.remind)
  setTimer(work, thread, task, { kind: 'due', level: 0, clock: sla.clock, dueAt: at(100) })
  steps('escalate', sla.escalate)
}

export const dueOf = (work: Work, sla: Sla | undefined): number | null =>
  sla === undefined ? null : later(work, sla.clock, msOf(sla.in))

function pause(work: Work, task: Task, sla: Sla): void {
  const remainingMs = task.dueAt === null ? 0 : left(work, sla.clock, task.dueAt)
  const set = { remainingMs, dueAt: null, rev: task.rev + 1 }
  work.log('slaPaused', placeOf(task), { task: task.id, remainingMs }, { t: 'tasks', id: task.id, set })
  for (const timer of timersOfTask(work, task.id)) stop(work, task, timer)
}

function stop(work: Work, task: Task, timer: Timer): void {
  const remainingMs = timer.dueAt === null ? 0 : left(work, timer.clock, timer.dueAt)
  const set = { dueAt: null, remainingMs }
  work.log('timerSet', placeOf(task), { timer: timer.id, dueAt: null }, { t: 'timers', id: timer.id, set })
  work.effects.push({ kind: 'cancelTimer', timer: timer.id })
}

function resume(work: Work, task: Task, sla: Sla): void {
  const dueAt = later(work, sla.clock, task.remainingMs ?? 0)
  const set = { dueAt, remainingMs: null, rev: task.rev + 1 }
  work.log('slaResumed', placeOf(task), { task: task.id, dueAt }, { t: 'tasks', id: task.id, set })
  for (const timer of timersOfTask(work, task.id))
    moveTimer(work, timer, later(work, timer.clock, timer.remainingMs ?? 0))
}

/** Stops and restarts the clocks of open tasks as their `pauseWhile` has become true or false. */
export function reviewClocks(work: Work): void {
  for (const task of work.openTasks()) {
    const sla = slaOf(work, task)
    if (sla?.pauseWhile === undefined) continue
    const isPaused = task.remainingMs !== null
    const shouldPause = holds(work, sla.pauseWhile, factsAt(work, work.thread(task.thread)))
    if (shouldPause && !isPaused) pause(work, task, sla)
    if (!shouldPause && isPaused) resume(work, task, sla)
  }
}
