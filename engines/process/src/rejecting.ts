import type { Flow, NodeId, RejectRule, TaskNode } from './definition'
import { factsAt } from './facts'
import { itemsOf } from './lists'
import { resumeAt } from './moving'
import type { Instance, Task, Thread } from './state'
import { contains, standInFor, structureOf } from './structure'
import { placeOf } from './timers'
import { refuse, type Work } from './work'

export interface RejectWish {
  readonly to?: NodeId
  readonly then?: RejectRule['then']
  readonly items?: readonly string[]
}

/** A step that a task may be sent back to, and the thread that goes there. */
export interface RejectTarget {
  readonly node: NodeId
  readonly thread: string
}

/** Steps of a thread that come before a node. */
function before(thread: Thread, node: NodeId): readonly NodeId[] {
  const i = thread.trail.indexOf(node)
  return i < 0 ? thread.trail : thread.trail.slice(0, i)
}

/**
 * The steps that a task may be sent back to, the nearest first: those that this instance has done, in the blocks around the task.
 * A step inside a block that was left is reached by sending back to the block.
 */
export function rejectTargets(flow: Flow, instance: Instance, task: Task): RejectTarget[] {
  const structure = structureOf(flow)
  const here = structure.scopes.get(task.node)
  const targets: RejectTarget[] = []
  let thread = instance.threads[task.thread]
  for (let node = task.node; thread !== undefined && here !== undefined;) {
    const { id, parent } = thread
    for (const step of before(thread, node).toReversed()) {
      const scope = structure.scopes.get(step)
      if (scope !== undefined && contains(scope, here)) targets.push({ node: step, thread: id })
    }
    thread = parent === null ? undefined : instance.threads[parent]
    node = thread?.node ?? node
  }
  return targets
}

function startTarget(flow: Flow, instance: Instance): RejectTarget | undefined {
  const root = Object.values(instance.threads).find((thread) => thread.parent === null)
  return root === undefined ? undefined : { node: flow.start, thread: root.id }
}

/** Where a rejection goes; undefined where there is no such place. */
export function targetOf(work: Work, task: Task, to: string): RejectTarget | undefined {
  if (to === 'start') return startTarget(work.flow, work.state)
  const targets = rejectTargets(work.flow, work.state, task)
  return to === 'previous' ? targets[0] : targets.find((target) => target.node === to)
}

/** The rule of a task, with the wish where it leaves the choice. */
export function ruleFor(node: TaskNode, wish: RejectWish): RejectRule {
  const rule = node.reject ?? refuse('process.no_reject_here')
  if (rule.to !== 'choose') return wish.to === undefined || wish.to === rule.to ? rule : refuse('process.bad_target')
  return { to: wish.to ?? refuse('process.no_target'), then: wish.then ?? rule.then }
}

/**
 * Sends a task back. The thread that owns the target goes there; all below it is void, so that no branch is left behind.
 * With `jumpBack` it later returns to the rejecting step, or to the beginning of the block that step lies in.
 */
export function reject(work: Work, task: Task, rule: RejectRule, items?: readonly string[]): void {
  const missing = rule.to === 'previous' ? 'process.no_target' : 'process.bad_target'
  const target = targetOf(work, task, rule.to) ?? refuse(missing, { to: rule.to })
  const thread = work.thread(target.thread)
  const scope = work.structure.scopes.get(target.node) ?? refuse('process.bad_target')
  const jump = rule.then === 'jumpBack'
  const set = {
    trail: jump ? thread.trail : thread.trail.slice(0, Math.max(0, thread.trail.indexOf(target.node))),
    back: jump ? [...thread.back, standInFor(work.structure, scope, task.node)] : [],
  }
  const data = { task: task.id, to: target.node, then: rule.then, items: items ?? null }
  if (items !== undefined) limitTo(work, thread, target.node, items)
  work.log('rejected', placeOf(task), data)
  resumeAt(work, thread, target.node, set)
}

/** Of a list only these are done again. */
function limitTo(work: Work, thread: Thread, id: NodeId, items: readonly string[]): void {
  const node = work.find(id)
  const list = node?.t === 'parallel' && node.each !== undefined ? itemsOf(factsAt(work, thread)[node.each]) : []
  const areKnown = items.every((key) => list.some((item) => item.key === key))
  if (items.length === 0 || !areKnown) refuse('process.no_item', { items })
  work.onlyItems = { node: id, items }
}
