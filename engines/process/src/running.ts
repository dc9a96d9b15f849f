import { enter } from './entering'
import type { NodeId } from './definition'
import { openIncident } from './incidents'
import { endBranch, finish, movable } from './moving'
import { reviewClocks } from './sla'
import type { Thread } from './state'
import { reviewWaits } from './waiting'
import type { Work } from './work'

/** Nodes that one thread may pass in one command; more is a circle in which nobody waits. */
const MOST_HOPS = 200
/** And all of its threads together. */
const MOST_MOVES = 20_000

function stick(work: Work, thread: Thread, kind: 'endless' | 'missing', node: string): void {
  const error = kind === 'endless' ? '流程在自动步骤间循环，已暂停' : `流程定义中没有步骤 ${node}`
  openIncident(work, { kind, thread: thread.id, task: null, node, effect: null, error })
}

/** Moves threads until every one of them waits. */
export function run(work: Work): void {
  const hops = new Map<string, number>()
  let moves = 0
  for (let move = work.moves.shift(); move !== undefined; move = work.moves.shift()) {
    const thread = movable(work, move.thread)
    if (thread === undefined) continue
    const hop = (hops.get(thread.id) ?? 0) + 1
    hops.set(thread.id, hop)
    moves += 1
    if (move.to === undefined) endBranch(work, thread)
    else if (hop > MOST_HOPS || moves > MOST_MOVES) stick(work, thread, 'endless', move.to)
    else go(work, thread, move.to)
  }
  if (!work.isRunning) return
  reviewClocks(work)
  reviewWaits(work)
}

function go(work: Work, thread: Thread, to: NodeId): void {
  const node = work.find(to)
  if (node === undefined) return stick(work, thread, 'missing', to)
  enter(work, thread, to, node)
  if (node.t === 'end') finish(work, 'ended', node.result)
}
