import type { AuditActor } from '@pitlane/kernel'
import type { Command, Vars } from '@pitlane/process'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { command, flowOf, startFlow, taskOf } from '../process'
import { AFTER_SALES, type StepNode } from './after-sales.flow'
import type { Workorder } from './workorder.entity'

/** A step of the after-sales flow that a command of this module does. */
export interface Step {
  readonly node: StepNode
  /** The job, for steps of one. */
  readonly item?: string
  readonly outcome: string
  readonly actor: AuditActor
  readonly reason?: string
  readonly photos?: readonly string[]
  /** Facts of the flow; those of a job stay with the job. */
  readonly vars?: Vars
  /** When sent back: only these jobs are done again. */
  readonly items?: readonly string[]
}

const SYSTEM: AuditActor = { kind: 'system', name: 'workorder' }

/** Starts the flow of a visit; once per arrival, however often it is asked for. Returns its id. */
export async function startVisit(
  app: App,
  tx: Tx,
  { id, storeId, advisorId }: Workorder,
  cause: string,
): Promise<string> {
  const vars = { openAddons: 0, jobs: [], ...(advisorId === null ? {} : { advisor: advisorId }) }
  const { instanceId } = await startFlow(app, tx, {
    ...{ key: AFTER_SALES, subject: { type: 'workorder', id }, storeId, cause, vars, actor: SYSTEM },
  })
  return instanceId
}

/**
 * Does a step of the flow in the transaction of the command whose step it is. Who may is the command's business. A store whose own
 * flow leaves the step out, or has done it, goes on without it.
 */
export async function completeStep(app: App, tx: Tx, { flowId }: Workorder, step: Step): Promise<void> {
  if (flowId === null) return
  const { node, item, outcome, actor, reason, photos, vars, items } = step
  const task = await taskOf(tx, { instanceId: flowId, node, ...(item === undefined ? {} : { item }) })
  if (!task) return
  const data = {
    ...(reason === undefined ? {} : { reason }),
    ...(photos === undefined ? {} : { photos }),
    ...(vars === undefined ? {} : { vars }),
  }
  const wanted: Command = { type: 'complete', task: task.id, outcome, data, ...(items === undefined ? {} : { items }) }
  await command(app, tx, flowId, wanted, { actor, power: true })
}

/** Whether the flow of this visit has a step, with an outcome: one of an older edition or of a store's own may have none. */
export async function hasStep(app: App, tx: Tx, { flowId }: Workorder, step: Pick<Step, 'node' | 'outcome'>) {
  const flow = flowId === null ? undefined : await flowOf(app, tx, flowId)
  const node = flow?.nodes[step.node]
  return node?.t === 'task' && node.outcomes.some(({ key }) => key === step.outcome)
}

/**
 * Sends a job that was given to somebody back to its dispatch; false where the flow of the visit has no such way. Nobody has done
 * the step by that, so that all may check the job later.
 */
export async function takeBackJob(app: App, tx: Tx, workorder: Workorder, item: string): Promise<boolean> {
  const step = { node: 'begin', outcome: 'withdrawn' } as const
  if (!(await hasStep(app, tx, workorder, step))) return false
  await completeStep(app, tx, workorder, { ...step, item, actor: SYSTEM })
  return true
}

const tell = async (app: App, tx: Tx, { flowId }: Workorder, wanted: Command, actor: AuditActor = SYSTEM) => {
  if (flowId !== null) await command(app, tx, flowId, wanted, { actor, power: true })
}

/** More jobs for the flow: those of an add-on that was agreed to. Only while the work is not over: keep `openAddons` above 0 until then. */
export async function addJobs(app: App, tx: Tx, workorder: Workorder, jobIds: readonly string[]): Promise<void> {
  for (const item of jobIds) await tell(app, tx, workorder, { type: 'addItem', node: 'work', item })
}

/** Jobs that are not done after all: their steps are void, and the work is over in the flow where nothing else of it is open. */
export async function dropJobs(app: App, tx: Tx, workorder: Workorder, jobIds: readonly string[]): Promise<void> {
  for (const item of jobIds) await tell(app, tx, workorder, { type: 'dropItem', node: 'work', item })
}

/** A job changed hands: its open tasks lie with these people now, where they have a log-in. */
export async function handOverJob(
  app: App,
  tx: Tx,
  workorder: Workorder,
  job: { readonly item: string; readonly people: readonly string[] },
): Promise<void> {
  const { item, people } = job
  await setFacts(app, tx, workorder, { people }, item)
  if (workorder.flowId === null || people.length === 0) return
  for (const node of ['begin', 'repair'] as const) {
    const task = await taskOf(tx, { instanceId: workorder.flowId, node, item })
    if (task) await tell(app, tx, workorder, { type: 'assign', task: task.id, persons: people })
  }
}

/** Facts of the flow; `openAddons` above 0 keeps the work from being over. With `item` those of a job. */
export const setFacts = (app: App, tx: Tx, workorder: Workorder, vars: Vars, item?: string): Promise<void> =>
  tell(app, tx, workorder, { type: 'setVars', vars, ...(item === undefined ? {} : { item }) })

/** Ends the flow before its time. */
export const cancelVisit = (app: App, tx: Tx, workorder: Workorder, by: AuditActor, reason: string): Promise<void> =>
  tell(app, tx, workorder, { type: 'cancel', reason }, by)
