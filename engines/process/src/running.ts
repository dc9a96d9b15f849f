import { enter } from './entering'
import type { NodeId } from './definition'
import { openIncident } from './incidents'
import { endBranch, finish, movable, reviewBlocks } from './moving'
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
  const runner = new Runner(work)
  do {
    runner.drain()
    if (!work.isRunning) return
    reviewBlocks(work)
  } while (work.moves.length > 0)
  reviewClocks(work)
  reviewWaits(work)
}

class Runner {
  private readonly hops = new Map<string, number>()
  private moves = 0

  constructor(private readonly work: Work) {}

  drain(): void {
    const { work } = this
    for (let move = work.moves.shift(); move !== undefined; move = work.moves.shift()) {
      const thread = movable(work, move.thread)
      if (thread !== undefined) this.move(thread, move.to)
    }
  }

  private move(thread: Thread, to: NodeId | undefined): void {
    const hop = (this.hops.get(thread.id) ?? 0) + 1
    this.hops.set(thread.id, hop)
    this.moves += 1
    if (to === undefined) endBranch(this.work, thread)
    else if (hop > MOST_HOPS || this.moves > MOST_MOVES) stick(this.work, thread, 'endless', to)
    else go(this.work, thread, to)
  }
}

function go(work: Work, thread: Thread, to: NodeId): void {
  const node = work.find(to)
  if (node === undefined) return stick(work, thread, 'missing', to)
  enter(work, thread, to, node)
  if (node.t === 'end') finish(work, 'ended', node.result)
}
