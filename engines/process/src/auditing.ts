import type { Flow } from './definition'
import type { Instance, Task, Thread } from './state'
import { nodeOf, structureOf } from './structure'
import { isAlive } from './work'

/**
 * What is unsound about a state, in words for engineers; empty for every state that `apply` can lead to. Meant for tests of
 * whatever stores states, and for a nightly look at the store.
 */
export function audit(flow: Flow, instance: Instance): string[] {
  const threads = Object.values(instance.threads)
  const living = threads.filter(isAlive)
  const rows = [...auditThreads(flow, instance, threads), ...auditTasks(instance), ...auditTimers(instance)]
  const problems = [...rows, ...auditPlaces(flow, instance, living)]
  if (instance.status !== 'running') return [...problems, ...auditOver(instance, living)]
  if (living.filter((thread) => thread.parent === null).length !== 1) problems.push('not one living root')
  const stuck = living.filter((thread) => thread.state === 'active' && !waits(flow, instance, thread))
  return [...problems, ...stuck.map((thread) => `thread ${thread.id} at ${thread.node} waits for nothing`)]
}

function auditThreads(flow: Flow, instance: Instance, threads: readonly Thread[]): string[] {
  return threads.flatMap((thread) => {
    const children = threads.filter((one) => one.parent === thread.id && isAlive(one)).length
    const problems: string[] = []
    if (children !== thread.openChildren)
      problems.push(`thread ${thread.id} counts ${thread.openChildren}, has ${children}`)
    if (!isInState(flow, thread, children)) problems.push(`thread ${thread.id} is ${thread.state} over ${children}`)
    return isOrphan(instance, thread) ? [...problems, `thread ${thread.id} is an orphan`] : problems
  })
}

/** A thread stands in its own branch, under the block that opened it. */
function auditPlaces(flow: Flow, instance: Instance, living: readonly Thread[]): string[] {
  const { scopes } = structureOf(flow)
  const isAstray = (thread: Thread): boolean => {
    const parent = thread.parent === null ? undefined : instance.threads[thread.parent]
    return scopes.get(thread.node)?.block !== (parent?.node ?? null) || thread.round !== (parent?.visit ?? 0)
  }
  return living.filter(isAstray).map((thread) => `thread ${thread.id} strayed to ${thread.node}`)
}

/** Parked over children, or over none while its block is held open. */
function isInState(flow: Flow, thread: Thread, children: number): boolean {
  const node = nodeOf(flow, thread.node)
  const isHeld = node?.t === 'parallel' && node.holdWhile !== undefined
  return thread.state === 'parked' ? children > 0 || isHeld : children === 0
}

function isOrphan(instance: Instance, thread: Thread): boolean {
  return isAlive(thread) && thread.parent !== null && instance.threads[thread.parent]?.state !== 'parked'
}

function auditTasks(instance: Instance): string[] {
  const open = Object.values(instance.tasks).filter((task) => task.status === 'open')
  const problems = open.flatMap((task) => auditTask(instance, task))
  const threads = new Set(open.map((task) => task.thread))
  return threads.size === open.length ? problems : [...problems, 'a thread has two tasks']
}

function auditTask(instance: Instance, task: Task): string[] {
  const problems: string[] = []
  const thread = instance.threads[task.thread]
  const isHome = thread?.state === 'active' && thread.node === task.node && thread.visit === task.visit
  if (!isHome) problems.push(`task ${task.id} is an orphan`)
  const isMute = task.signers.length > 0 && !task.signers.some((one) => one.state === 'asked')
  if (isMute) problems.push(`task ${task.id} asks nobody`)
  const timers = Object.values(instance.timers).filter((timer) => timer.task === task.id)
  const isPaused = task.remainingMs !== null
  if (timers.some((timer) => (timer.dueAt === null) !== isPaused))
    problems.push(`task ${task.id} has clocks that differ`)
  return problems
}

function auditTimers(instance: Instance): string[] {
  const timers = Object.values(instance.timers)
  const isHome = (thread: string, task: string | null): boolean =>
    task === null ? instance.threads[thread]?.state === 'active' : instance.tasks[task]?.status === 'open'
  const orphans = timers
    .filter((timer) => !isHome(timer.thread, timer.task))
    .map((timer) => `timer ${timer.id} is an orphan`)
  const keys = new Set(timers.map((timer) => timer.dedupe))
  return keys.size === timers.length ? orphans : [...orphans, 'two timers share a key']
}

function auditOver(instance: Instance, living: readonly Thread[]): string[] {
  const problems = living.map((thread) => `thread ${thread.id} outlives its instance`)
  const isOpen = Object.values(instance.tasks).some((task) => task.status === 'open')
  if (isOpen) problems.push('a task outlives its instance')
  if (Object.keys(instance.timers).length > 0) problems.push('a timer outlives its instance')
  return problems
}

/** Whether something can still move a thread: a task, the clock, an event, a child flow, or somebody who mends it. */
function waits(flow: Flow, instance: Instance, thread: Thread): boolean {
  const isMine = (row: { readonly thread: string | null }): boolean => row.thread === thread.id
  const isBroken = Object.values(instance.incidents).some((one) => one.state === 'open' && isMine(one))
  const hasTask = Object.values(instance.tasks).some((task) => task.status === 'open' && isMine(task))
  const hasTimer = Object.values(instance.timers).some(isMine)
  if (isBroken || hasTask || hasTimer || thread.pending !== null) return true
  const node = nodeOf(flow, thread.node)
  return node?.t === 'wait' && !('duration' in node.for)
}
