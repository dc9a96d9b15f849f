import { requireMay, requireNode, requireTask } from './guards'
import { resumeAt } from './moving'
import type { Command } from './protocol'
import type { Task, Thread } from './state'
import { placeOf } from './timers'
import { refuse, threadsBelow, type Work } from './work'

/** Takes back one's own completed step, as long as nobody has begun what came after and nothing has gone out. */
export function withdraw(work: Work, command: Extract<Command, { type: 'withdraw' }>): void {
  const task = requireTask(work, command)
  if (task.status !== 'done') refuse('process.not_done')
  const node = requireNode(work, task)
  requireMay(node, 'withdraw')
  const { id, power } = work.context.actor
  if (task.doneBy !== id && power !== true) refuse('process.not_yours')
  const outcome = node.outcomes.find((one) => one.key === task.outcome)
  if (outcome?.to !== 'next') refuse('process.next_begun')
  const thread = work.thread(task.thread)
  requireUntouched(work, thread, task)
  const set = { status: 'cancelled' as const, rev: task.rev + 1, touchedIn: work.step }
  work.log('withdrawn', placeOf(task), { task: task.id, note: command.note ?? null }, { t: 'tasks', id: task.id, set })
  reopenBranch(work, thread)
  work.inHands = { thread: thread.id, person: task.doneBy ?? id }
  const i = thread.trail.indexOf(task.node)
  const trail = task.back.length > 0 || i < 0 ? thread.trail : thread.trail.slice(0, i)
  resumeAt(work, work.thread(thread.id), task.node, { trail, back: task.back })
}

/** Nothing below the thread has happened since the step in which the task was closed. */
function requireUntouched(work: Work, thread: Thread, task: Task): void {
  const closedIn = task.touchedIn
  const threads = [thread, ...threadsBelow(Object.values(work.state.threads), thread.id)]
  if (threads.some((one) => one.actedIn >= closedIn)) refuse('process.effect_sent')
  const tasks = Object.values(work.state.tasks).filter((one) => threads.some((of) => of.id === one.thread))
  const isMoved = threads.some((one) => one.movedIn > closedIn) || tasks.some((one) => one.touchedIn > closedIn)
  if (isMoved || thread.state === 'killed') refuse('process.next_begun')
}

/** A branch that had ended with the step is open again, where its block still is. */
function reopenBranch(work: Work, thread: Thread): void {
  if (thread.state !== 'done') return
  const parent = thread.parent === null ? undefined : work.state.threads[thread.parent]
  const block = work.structure.scopes.get(thread.node)?.block
  if (parent?.state !== 'parked' || parent.node !== block || parent.visit !== thread.round) refuse('process.next_begun')
  const openChildren = parent.openChildren + 1
  const set = { openChildren, movedIn: work.step }
  work.log('joined', placeOf(parent), { thread: parent.id, openChildren }, { t: 'threads', id: parent.id, set })
}
