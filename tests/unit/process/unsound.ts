import { audit, type Flow, type FlowNode, type Instance, type Thread } from '@pitlane/process'

/** The engine's own audit, and the same promises once more in other words. */
export function unsound(flow: Flow, instance: Instance): string[] {
  return [...audit(flow, instance), ...inOtherWords(flow, instance)]
}

function inOtherWords(flow: Flow, instance: Instance): string[] {
  const alive = Object.values(instance.threads).filter(
    (thread) => thread.state === 'active' || thread.state === 'parked',
  )
  const leaves = alive.filter((thread) => thread.state === 'active')
  const open = Object.values(instance.tasks).filter((task) => task.status === 'open')
  const timers = Object.values(instance.timers)
  const homes = new Set(leaves.map((leaf) => leaf.id))
  const faults = alive.flatMap((thread) => ofThread(flow, alive, thread))
  if (open.some((task) => !homes.has(task.thread))) faults.push('a homeless task')
  if (timers.some((timer) => !homes.has(timer.thread))) faults.push('a homeless timer')
  if (timers.some((timer) => (timer.dueAt === null) === (timer.remainingMs === null)))
    faults.push('a timer without time')
  if (instance.status !== 'running') return alive.length > 0 ? [...faults, 'something outlives the end'] : faults
  if (alive.length === 0) faults.push('nobody left')
  return [...faults, ...leaves.flatMap((leaf) => ofLeaf(flow, instance, leaf))]
}

function ofThread(flow: Flow, alive: readonly Thread[], thread: Thread): string[] {
  const faults: string[] = []
  const children = alive.filter((one) => one.parent === thread.id).length
  if (children !== thread.openChildren) faults.push('a wrong counter')
  if (children > 0 && thread.state === 'active') faults.push('a leaf with children')
  if (thread.state === 'parked') faults.push(...ofBlock(flow.nodes[thread.node], children))
  return faults
}

function ofBlock(node: FlowNode | undefined, children: number): string[] {
  if (node?.t !== 'parallel') return ['parked at no block']
  return children === 0 && node.holdWhile === undefined ? ['a block without children'] : []
}

/** Everything that can still move a leaf. */
function ofLeaf(flow: Flow, instance: Instance, leaf: Thread): string[] {
  const node = flow.nodes[leaf.node]
  const tasks = Object.values(instance.tasks).filter((task) => task.status === 'open' && task.thread === leaf.id)
  if (node?.t === 'task' && tasks.length !== 1) return ['a step without its task']
  if (tasks.some((task) => task.node !== leaf.node || task.visit !== leaf.visit)) return ['a task of another visit']
  const hopes = [
    tasks.length > 0,
    leaf.pending !== null,
    node?.t === 'wait' && !('duration' in node.for),
    Object.values(instance.timers).some((timer) => timer.thread === leaf.id),
    Object.values(instance.incidents).some((one) => one.state === 'open' && one.thread === leaf.id),
  ]
  return hopes.includes(true) ? [] : ['a deadlock']
}
