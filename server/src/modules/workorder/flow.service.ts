import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Workorder } from './workorder.entity'

type Vars = Readonly<Record<string, unknown>>

/** A step of the after-sales flow that a command of this module does. Nodes are named in after-sales.flow.ts. */
export interface Step {
  readonly node:
    'inspect' | 'quote' | 'authorise' | 'dispatch' | 'begin' | 'repair' | 'qc' | 'ready' | 'settle' | 'handover'
  /** The job, for steps of one. */
  readonly item?: string
  readonly outcome: string
  readonly actor: AuditActor
  readonly reason?: string
  readonly photos?: readonly string[]
  readonly signature?: string
  /** Facts of the flow; those of a job stay with the job. */
  readonly vars?: Vars
  /** When sent back: only these jobs are done again. */
  readonly items?: readonly string[]
}

/** Starts the flow of a visit; once per work order. Returns its id. */
export async function startVisit(_app: App, _tx: Tx, workorder: Workorder): Promise<string> {
  return Promise.resolve(workorder.id)
}

/** Does a step of the flow in the transaction of the command whose step it is. */
export async function completeStep(_app: App, _tx: Tx, _workorder: Workorder, _step: Step): Promise<void> {
  return Promise.resolve()
}

/** More jobs for the flow: those of an add-on that was agreed to. The work must not be over. */
export async function addJobs(_app: App, _tx: Tx, _workorder: Workorder, _jobIds: readonly string[]): Promise<void> {
  return Promise.resolve()
}

/** A job that is not done after all. */
export async function dropJob(_app: App, _tx: Tx, _workorder: Workorder, _jobId: string): Promise<void> {
  return Promise.resolve()
}

/** Facts of the flow; `openAddons` above 0 keeps the work from being over. With `item` those of a job. */
export async function setFacts(_app: App, _tx: Tx, _workorder: Workorder, _vars: Vars, _item?: string): Promise<void> {
  return Promise.resolve()
}

/** Ends the flow before its time. */
export async function cancelVisit(_app: App, _tx: Tx, _workorder: Workorder, _by: AuditActor, _reason: string) {
  return Promise.resolve()
}
