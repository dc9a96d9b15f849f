import { asked, asPerson } from './assigning'
import type { ActNode, CallNode, ChoiceNode, FlowNode, NodeId, ParallelNode, TaskNode, WaitNode } from './definition'
import { factsAt, fill, holds } from './facts'
import { itemsOf, pathOf, type Item } from './lists'
import { leave, milestone, park } from './moving'
import { openTask } from './opening'
import type { Thread } from './state'
import { later, msOf, placeOf, setTimer } from './timers'
import { armUntil } from './waiting'
import { visitKey, type Work } from './work'

/** Puts a thread on a node and does what the node is there for: it waits there, or leaves at once. */
export function enter(work: Work, from: Thread, id: NodeId, node: FlowNode): void {
  const key = from.item === null ? id : `${id}:${from.item}`
  const visit = (work.state.visits[key] ?? 0) + 1
  const set = { node: id, state: 'active' as const, visit, pending: null, movedIn: work.step }
  const at = { node: id, visit, item: from.item }
  const patches = [
    { t: 'threads' as const, id: from.id, set },
    { t: 'visits' as const, id: key, set: visit },
  ]
  work.log('entered', at, { thread: from.id }, ...patches)
  milestone(work, node, 'onEnter', at)
  begin(work, work.thread(from.id), node)
}

function begin(work: Work, thread: Thread, node: FlowNode): void {
  switch (node.t) {
    case 'task':
      beginTask(work, thread, node)
      break
    case 'choice':
      leave(work, thread, { to: choose(work, thread, node) })
      break
    case 'parallel':
      openBlock(work, thread, node)
      break
    case 'wait':
      beginWait(work, thread, node)
      break
    case 'act':
      act(work, thread, node)
      break
    case 'call':
      call(work, thread, node)
      break
    case 'end': // the instance ends with it: see `run`
  }
}

function beginTask(work: Work, thread: Thread, node: TaskNode): void {
  const again = work.inHands?.thread === thread.id ? work.inHands.person : undefined
  if (again !== undefined) {
    openTask(work, thread, node, { candidates: [asPerson(again)], signers: asked([again], false), isNobody: false })
  } else if (node.skipWhen !== undefined && holds(work, node.skipWhen, factsAt(work, thread))) {
    leave(work, thread, { how: 'skipped' })
  } else {
    openTask(work, thread, node)
  }
}

function choose(work: Work, thread: Thread, node: ChoiceNode): NodeId {
  const facts = factsAt(work, thread)
  return node.branches.find((branch) => holds(work, branch.when, facts))?.to ?? node.else
}

function openBlock(work: Work, thread: Thread, node: ParallelNode): void {
  const first = node.branches[0]
  if (node.each === undefined || first === undefined) {
    park(work, thread, node.branches.length)
    for (const branch of node.branches) openBranch(work, thread, branch, null)
    return
  }
  const only = work.onlyItems?.node === thread.node ? work.onlyItems.items : undefined
  const all = itemsOf(factsAt(work, thread)[node.each])
  const items = only === undefined ? all : all.filter((item) => only.includes(item.key))
  park(work, thread, items.length)
  for (const item of items) openBranch(work, thread, first, item)
}

/** A thread for a branch; it moves when its turn comes. */
export function openBranch(work: Work, parent: Thread, first: NodeId, of: Item | null): void {
  const id = work.context.newId()
  const item = of === null ? parent.item : pathOf(parent.item, of.key)
  const row: Thread = {
    ...{
      id,
      parent: parent.id,
      node: first,
      state: 'active',
      openChildren: 0,
      visit: 0,
      round: parent.visit,
      item,
      vars: of?.vars ?? {},
    },
    ...{ trail: [], back: [], pending: null, movedIn: work.step, actedIn: 0 },
  }
  const at = { node: parent.node, visit: parent.visit, item }
  work.log('threadOpened', at, { thread: id }, { t: 'threads', id, set: row })
  work.moves.push({ thread: id, to: first })
}

function beginWait(work: Work, thread: Thread, node: WaitNode): void {
  if ('duration' in node.for) {
    const clock = node.for.clock ?? 'wall'
    setTimer(work, thread, null, { kind: 'wait', level: 0, clock, dueAt: later(work, clock, msOf(node.for.duration)) })
  }
  if ('until' in node.for) armUntil(work, thread, node.for.until)
  if (node.or === undefined) return
  const clock = node.or.clock ?? 'wall'
  setTimer(work, thread, null, { kind: 'orAfter', level: 0, clock, dueAt: later(work, clock, msOf(node.or.after)) })
}

function act(work: Work, thread: Thread, node: ActNode): void {
  const at = placeOf(thread)
  const dedupe = visitKey(work.state.id, at)
  const args = fill(node.args, factsAt(work, thread))
  const set = { pending: node.awaits === true ? dedupe : null, actedIn: work.step }
  work.log('effectSent', at, { name: node.effect, dedupe }, { t: 'threads', id: thread.id, set })
  work.effects.push({ kind: 'act', dedupe, ...at, thread: thread.id, name: node.effect, args })
  if (node.awaits !== true) leave(work, work.thread(thread.id))
}

function call(work: Work, thread: Thread, node: CallNode): void {
  const at = placeOf(thread)
  const dedupe = visitKey(work.state.id, at)
  const { flow, version } = node
  const set = { pending: dedupe, actedIn: work.step }
  work.log('childStarted', at, { flow, version, dedupe }, { t: 'threads', id: thread.id, set })
  const vars = fill(node.map, factsAt(work, thread))
  work.effects.push({ kind: 'startChild', dedupe, ...at, thread: thread.id, flow, version, vars })
}
