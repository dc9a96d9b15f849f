import { findFor } from './assigning'
import { close } from './completing'
import type { Outcome, TaskNode } from './definition'
import { requireNode } from './guards'
import { waitOver } from './happenings'
import { holders, notify } from './notices'
import type { Command } from './protocol'
import { targetOf } from './rejecting'
import type { Task, Timer } from './state'
import { placeOf } from './timers'
import { refuse, type Work } from './work'

/** A due time has come. A timer fires once: its row goes with it. */
export function timerFired(work: Work, command: Extract<Command, { type: 'timerFired' }>): void {
  const timer = work.state.timers[command.timer] ?? refuse('process.timer_gone')
  if (timer.dueAt === null || timer.dueAt > work.now) refuse('process.timer_early', { dueAt: timer.dueAt })
  const thread = work.thread(timer.thread)
  const data = { timer: timer.id, kind: timer.kind, level: timer.level }
  work.log('timerFired', placeOf(thread), data, { t: 'timers', id: timer.id, set: null })
  if (timer.kind === 'wait' || timer.kind === 'orAfter') return waitOver(work, thread, timer.kind)
  const task = work.task(timer.task ?? '')
  if (timer.kind === 'due') breach(work, task)
  else nudge(work, task, timer)
}

function nudge(work: Work, task: Task, { kind, level }: Timer): void {
  const node = requireNode(work, task)
  const isEscalation = kind === 'escalate'
  const step = (isEscalation ? node.sla?.escalate : node.sla?.remind)?.[level - 1]
  const to = step?.to === undefined ? holders(task) : findFor(work, work.thread(task.thread), node, step.to)
  const set = isEscalation ? { level } : {}
  const data = { task: task.id, level }
  work.log(isEscalation ? 'escalated' : 'reminded', placeOf(task), data, { t: 'tasks', id: task.id, set })
  notify(work, task, isEscalation ? 'escalated' : 'reminded', to, level)
}

function breach(work: Work, task: Task): void {
  const node = requireNode(work, task)
  const set = { breachedAt: work.now }
  work.log('slaBreached', placeOf(task), { task: task.id, dueAt: task.dueAt }, { t: 'tasks', id: task.id, set })
  notify(work, task, 'breached', holders(task))
  const outcome = node.outcomes.find((one) => one.key === node.sla?.onBreach)
  if (outcome !== undefined && isPossible(work, task, node, outcome)) close(work, work.task(task.id), node, outcome, {})
}

/** A rejection by the clock needs somewhere to go. */
function isPossible(work: Work, task: Task, node: TaskNode, outcome: Outcome): boolean {
  if (outcome.to !== 'reject') return true
  return node.reject !== undefined && targetOf(work, task, node.reject.to) !== undefined
}
