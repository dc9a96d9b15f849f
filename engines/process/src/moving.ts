import type { FlowNode, NodeId } from './definition'
import { factsAt, holds } from './facts'
import { closeIncidentsOf } from './incidents'
import type { Task, Thread } from './state'
import { dropTimers, placeOf, timersOfTask, timersOfThread } from './timers'
import { isAlive, threadsBelow, type At, type Work } from './work'

export function milestone(work: Work, node: FlowNode, when: 'onEnter' | 'onDone', at: At): void {
  const key = node.milestone?.[when]
  if (key !== undefined) work.log('milestone', at, { key })
}

/** What a rejection may go back to, and what a jump back waits for. */
const isStep = (node: FlowNode | undefined): boolean =>
  node?.t === 'task' || node?.t === 'parallel' || node?.t === 'call'

export interface Leaving {
  readonly how?: 'done' | 'skipped' | 'timeout'
  /** Where to, if not to `next`. */
  readonly to?: NodeId
}

/** Done with its node: on to the next one, or back to where it was sent back from. */
export function leave(work: Work, thread: Thread, { how = 'done', to }: Leaving = {}): void {
  const node = work.find(thread.node)
  const tracks = isStep(node) ? tracksOf(thread, how) : {}
  const goal = jumpOf(thread, node) ?? to ?? nextOf(node)
  const set = { ...tracks, pending: null, movedIn: work.step }
  const data = { thread: thread.id, how, to: goal ?? null }
  work.log(how === 'skipped' ? 'skipped' : 'left', placeOf(thread), data, { t: 'threads', id: thread.id, set })
  if (how === 'done' && node !== undefined) milestone(work, node, 'onDone', placeOf(thread))
  work.moves.push({ thread: thread.id, to: goal })
}

const nextOf = (node: FlowNode | undefined): NodeId | undefined =>
  node !== undefined && 'next' in node ? node.next : undefined

const jumpOf = (thread: Thread, node: FlowNode | undefined): NodeId | undefined =>
  isStep(node) ? thread.back.at(-1) : undefined

function tracksOf(thread: Thread, how: string): Pick<Thread, 'trail' | 'back'> {
  const isNew = how === 'done' && !thread.trail.includes(thread.node)
  return { trail: isNew ? [...thread.trail, thread.node] : thread.trail, back: thread.back.slice(0, -1) }
}

/** The end of a branch; the last one lets the block go on. */
export function endBranch(work: Work, thread: Thread): void {
  if (thread.parent === null) {
    finish(work, 'ended', 'done')
    return
  }
  const done = { state: 'done' as const, movedIn: work.step }
  work.log('threadDone', placeOf(thread), { thread: thread.id }, { t: 'threads', id: thread.id, set: done })
  loseChild(work, work.thread(thread.parent))
}

/** One child fewer; the block is left after the last. */
export function loseChild(work: Work, parent: Thread): void {
  const openChildren = parent.openChildren - 1
  const set = { openChildren, movedIn: work.step }
  work.log('joined', placeOf(parent), { thread: parent.id, openChildren }, { t: 'threads', id: parent.id, set })
  if (openChildren === 0) closeBlock(work, work.thread(parent.id))
}

/** Leaves a block in which nothing is open any more, unless something holds it. */
function closeBlock(work: Work, thread: Thread): void {
  const node = work.find(thread.node)
  const hold = node?.t === 'parallel' ? node.holdWhile : undefined
  if (hold !== undefined && holds(work, hold, factsAt(work, thread))) return
  const set = { state: 'active' as const, movedIn: work.step }
  work.log('joined', placeOf(thread), { thread: thread.id, openChildren: 0 }, { t: 'threads', id: thread.id, set })
  leave(work, work.thread(thread.id))
}

/** Blocks in which nothing is open look again at what holds them. */
export function reviewBlocks(work: Work): void {
  for (const { id } of work.living()) {
    const thread = work.thread(id)
    if (thread.state === 'parked' && thread.openChildren === 0) closeBlock(work, thread)
  }
}

/** Opens a block for so many branches. */
export function park(work: Work, thread: Thread, openChildren: number): void {
  const set = { state: 'parked' as const, openChildren, movedIn: work.step }
  work.log('parked', placeOf(thread), { thread: thread.id, openChildren }, { t: 'threads', id: thread.id, set })
  if (openChildren === 0) closeBlock(work, work.thread(thread.id))
}

function cancelTask(work: Work, task: Task): void {
  dropTimers(work, timersOfTask(work, task.id))
  const set = { status: 'cancelled' as const, closedAt: work.now, rev: task.rev + 1, touchedIn: work.step }
  work.log('taskCancelled', placeOf(task), { task: task.id }, { t: 'tasks', id: task.id, set })
}

/** Takes away all that a thread waits for where it stands. */
function clear(work: Work, thread: Thread): void {
  for (const task of work.openTasks()) if (task.thread === thread.id) cancelTask(work, task)
  dropTimers(work, timersOfThread(work, thread.id))
  closeIncidentsOf(work, (incident) => incident.thread === thread.id)
  if (thread.pending !== null && work.find(thread.node)?.t === 'call') {
    work.effects.push({ kind: 'cancelChild', dedupe: thread.pending })
  }
}

function kill(work: Work, thread: Thread): void {
  clear(work, thread)
  const set = { state: 'killed' as const, openChildren: 0, pending: null, movedIn: work.step }
  work.log('threadKilled', placeOf(thread), { thread: thread.id }, { t: 'threads', id: thread.id, set })
}

/** Kills a thread's descendants; their work is void. */
function killBelow(work: Work, thread: Thread): void {
  for (const below of threadsBelow(work.living(), thread.id)) kill(work, below)
}

/** Kills a thread with all below it. */
export function killAll(work: Work, thread: Thread): void {
  killBelow(work, thread)
  kill(work, thread)
}

/** Back to a node of its own: everything below is void, and the thread enters it once more. */
export function resumeAt(work: Work, thread: Thread, to: NodeId, set: Pick<Thread, 'trail' | 'back'>): void {
  killBelow(work, thread)
  clear(work, thread)
  const row = { ...set, state: 'active' as const, openChildren: 0, pending: null, movedIn: work.step }
  work.log('left', placeOf(thread), { thread: thread.id, to, back: true }, { t: 'threads', id: thread.id, set: row })
  work.moves.push({ thread: thread.id, to })
}

/** The whole instance is over. */
export function finish(work: Work, status: 'ended' | 'cancelled', result: string): void {
  const root = work.living().find((thread) => thread.parent === null)
  if (root !== undefined) {
    killBelow(work, root)
    clear(work, root)
    const state = status === 'ended' ? ('done' as const) : ('killed' as const)
    const set = { state, openChildren: 0, pending: null, movedIn: work.step }
    const type = status === 'ended' ? 'threadDone' : 'threadKilled'
    work.log(type, placeOf(root), { thread: root.id }, { t: 'threads', id: root.id, set })
  }
  closeIncidentsOf(work, (incident) => incident.thread !== null)
  work.log(status, null, { result }, { t: 'instance', set: { status, result } })
  work.effects.push({ kind: 'ended', status, result })
}

/** A thread that lives and may move. */
export const movable = (work: Work, id: string): Thread | undefined => {
  const thread = work.state.threads[id]
  return work.isRunning && thread !== undefined && isAlive(thread) ? thread : undefined
}
