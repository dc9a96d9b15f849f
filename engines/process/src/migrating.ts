import type { Flow, FlowNode, NodeId } from './definition'
import type { Command, MigrationMove, MigrationReport } from './protocol'
import type { Instance, Thread } from './state'
import { nodeOf, structureOf, type Structure } from './structure'
import { isAlive, refuse, type Work } from './work'

type Mapping = Readonly<Record<NodeId, NodeId>>

interface Plan {
  readonly from: Flow
  readonly to: Flow
  readonly instance: Instance
  readonly structure: Structure
  readonly map: (id: NodeId) => NodeId
}

const planOf = (from: Flow, to: Flow, instance: Instance, mapping: Mapping): Plan => {
  const map = (id: NodeId): NodeId => (Object.hasOwn(mapping, id) ? (mapping[id] ?? id) : id)
  return { from, to, instance, structure: structureOf(to), map }
}

/** Why a thread cannot go on at a node of the new definition; null where it can. */
function obstacle(plan: Plan, thread: Thread, id: NodeId): string | null {
  const [was, is] = [nodeOf(plan.from, thread.node), nodeOf(plan.to, id)]
  if (is === undefined) return `新版本没有步骤「${id}」`
  if (was === undefined || was.t !== is.t) return `步骤「${id}」的类型与原步骤不同`
  const scope = plan.structure.scopes.get(id)
  if (scope === undefined) return `新版本走不到步骤「${id}」`
  const parent = thread.parent === null ? undefined : plan.instance.threads[thread.parent]
  const block = parent === undefined ? null : plan.map(parent.node)
  if (scope.block !== block) return `步骤「${id}」在新版本中属于另一个并行块`
  return kindObstacle(was, is, id)
}

function kindObstacle(was: FlowNode, is: FlowNode, id: NodeId): string | null {
  if (was.t === 'parallel' && is.t === 'parallel' && (was.each === undefined) !== (is.each === undefined)) {
    return `步骤「${id}」在新旧版本中一个逐项、一个不逐项`
  }
  if (was.t === 'wait' && is.t === 'wait' && waitKind(was) !== waitKind(is)) return `步骤「${id}」等待的内容不同`
  if (was.t === 'act' && is.t === 'act' && is.awaits !== was.awaits) return `步骤「${id}」的动作等待方式不同`
  return null
}

const waitKind = (node: Extract<FlowNode, { t: 'wait' }>): string =>
  `${Object.keys(node.for).find((key) => key === 'duration' || key === 'until' || key === 'event') ?? ''}${node.or === undefined ? '' : '+or'}`

function notesOf(plan: Plan): string[] {
  const notes: string[] = []
  for (const thread of Object.values(plan.instance.threads)) {
    const [was, is] = [nodeOf(plan.from, thread.node), nodeOf(plan.to, plan.map(thread.node))]
    if (thread.state !== 'parked' || was?.t !== 'parallel' || is?.t !== 'parallel') continue
    if (is.branches.length > was.branches.length) notes.push(`并行块「${thread.node}」新增的分支不会在本流程中补开`)
  }
  return notes
}

/**
 * What moving a running instance to another definition would do. Between commands every thread waits, so that only their places
 * matter: each needs a node of the same kind in the same block.
 *
 * @param mapping Old names of nodes that have new ones.
 */
export function rehearseMigration(from: Flow, to: Flow, instance: Instance, mapping: Mapping = {}): MigrationReport {
  const plan = planOf(from, to, instance, mapping)
  const moves = Object.values(instance.threads)
    .filter(isAlive)
    .map((thread): MigrationMove => {
      const id = plan.map(thread.node)
      const zh = obstacle(plan, thread, id)
      return { thread: thread.id, from: thread.node, to: zh === null ? id : null, zh }
    })
  const possible = from.key === to.key && moves.every((move) => move.zh === null)
  return { possible, moves, notes: notesOf(plan) }
}

/** Moves the instance; refused as a whole where one thread cannot go along. */
export function migrate(work: Work, command: Extract<Command, { type: 'migrate' }>): MigrationReport {
  const { to, mapping = {}, dryRun = false } = command
  const report = rehearseMigration(work.flow, to, work.before, mapping)
  if (dryRun) return report
  if (!report.possible) refuse('process.cannot_migrate', { report })
  const plan = planOf(work.flow, to, work.before, mapping)
  const data = { from: work.flow.version, to: to.version, mapping }
  work.log('migrated', null, data, { t: 'instance', set: { version: to.version } })
  for (const thread of work.living()) moveThread(work, plan, thread)
  moveRows(work, plan)
  work.flow = to
  return report
}

const keep = (plan: Plan, ids: readonly NodeId[]): NodeId[] =>
  ids.map(plan.map).filter((id) => plan.structure.scopes.has(id))

function moveThread(work: Work, plan: Plan, thread: Thread): void {
  const node = plan.map(thread.node)
  const set = { node, trail: keep(plan, thread.trail), back: keep(plan, thread.back) }
  const at = { node, visit: thread.visit, item: thread.item }
  work.log('migrated', at, { thread: thread.id, from: thread.node }, { t: 'threads', id: thread.id, set })
}

/** Open tasks, timers and incidents stand where their threads stand; visits go on counting under the new name. */
function moveRows(work: Work, plan: Plan): void {
  for (const task of work.openTasks()) {
    const set = { node: plan.map(task.node), back: keep(plan, task.back), rev: task.rev + 1 }
    if (set.node !== task.node) work.log('migrated', null, { task: task.id }, { t: 'tasks', id: task.id, set })
  }
  for (const { id, node } of Object.values(work.state.timers)) {
    if (plan.map(node) !== node)
      work.log('migrated', null, { timer: id }, { t: 'timers', id, set: { node: plan.map(node) } })
  }
  for (const [key, count] of Object.entries(work.before.visits)) {
    const [node = '', item] = key.split(':')
    const id = item === undefined ? plan.map(node) : `${plan.map(node)}:${item}`
    if (id === key) continue
    const set = Math.max(count, work.state.visits[id] ?? 0)
    work.log('migrated', null, { visits: id }, { t: 'visits', id, set })
  }
}
