import type { process as contract } from '@pitlane/contract'
import type { Command, Flow } from '@pitlane/process'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { listColleagues } from '../identity'
import { definitionOf } from './definition.queries'
import { FlowInstance, FlowTask } from './process.entity'
import { command } from './process.service'
import { requireSeen, type Seen } from './seeing.queries'
import { taskViews } from './task-views.queries'

/** A command to a task as people give it: everything but the task. */
type OnTask = Extract<Command, { task: string }>
type Wanted = OnTask extends infer C ? (C extends OnTask ? Omit<C, 'task'> : never) : never

interface Asking {
  readonly actor: StaffActor
  readonly taskId: string
  /** Of the command: the same again does nothing. */
  readonly requestId: string
  /** Of the call, for the audit. */
  readonly callId: string
}

/** Done on a page of its own, by a command of its domain that also moves the flow. */
const ownPage = new Set<OnTask['type']>(['complete', 'reject', 'withdraw'])

/**
 * Gives a command to a task on behalf of a member of staff, and answers with the task as it is then. Throws `process.not_found` for a
 * task out of their reach, `process.own_screen`, `process.person_unfit` for people without a role in the store, and the reducer's refusals.
 */
export async function actOnTask(app: App, asking: Asking, wanted: Wanted): Promise<contract.FlowTaskView> {
  const { actor, taskId, requestId, callId } = asking
  const seen = await requireSeen(app, app.db.read, actor, taskId)
  if (seen.task.ownCommand !== null && ownPage.has(wanted.type)) throw new AppError('process.own_screen')
  if (wanted.type === 'assign' && !seen.isManaged) throw new AppError('auth.forbidden')
  await requireFields(app, seen, wanted)
  const task = await app.db.tx(async (tx) => {
    await requireColleagues(tx, seen, wanted)
    const given = { ...wanted, task: taskId } as OnTask
    const { isRepeat } = await command(app, tx, seen.task.instanceId, given, { actor, requestId })
    const after = await tx.findOne(FlowTask, { id: taskId })
    if (!after) throw new AppError('process.not_found')
    if (!isRepeat) {
      await audit(tx, app.clock.now(), {
        ...{ actor, action: `process.${wanted.type}`, subject: { type: 'flow_task', id: taskId } },
        ...{ storeId: seen.task.storeId, requestId: callId },
        before: { status: seen.task.status, assigneeId: seen.task.assigneeId },
        after: { status: after.status, assigneeId: after.assigneeId, outcome: after.outcome },
      })
    }
    return after
  })
  const [view] = await taskViews(app.db.read, actor.staffId, [task])
  if (!view) throw new Error('a task without a view')
  return view
}

function personsOf(wanted: Wanted): readonly string[] {
  if ('persons' in wanted) return wanted.persons
  return 'person' in wanted ? [wanted.person] : []
}

/** Work is given to those only who have a role in its store. */
async function requireColleagues(tx: Tx, { place }: Seen, wanted: Wanted): Promise<void> {
  const persons = personsOf(wanted)
  if (persons.length === 0) return
  const colleagues = new Set((await listColleagues(tx, place)).map(({ id }) => id))
  if (!persons.every((person) => colleagues.has(person))) throw new AppError('process.person_unfit')
}

/** Facts come only through fields of the task's form that may be edited: nobody decides a branch by hand. */
async function requireFields(app: App, { task }: Seen, wanted: Wanted): Promise<void> {
  const data = 'data' in wanted ? wanted.data : undefined
  const names = Object.keys(data?.vars ?? {})
  if (names.length === 0) return
  const instance = await app.db.read.findOne(FlowInstance, { id: task.instanceId })
  if (!instance) throw new AppError('process.not_found')
  const flow = await definitionOf(app, app.db.read, instance.flowKey, instance.version)
  const unknown = names.filter((name) => !isField(flow, task.node, name))
  if (unknown.length > 0) {
    const fields = unknown.map((name) => ({ at: `body.data.vars.${name}`.slice(0, 100), rule: 'unknown_field' }))
    throw new AppError('request.invalid', { fields })
  }
}

function isField(flow: Flow, id: string, name: string): boolean {
  const node = flow.nodes[id]
  const access = node?.t === 'task' ? node.form?.access : undefined
  return access !== undefined && Object.hasOwn(access, name) && access[name] === 'edit'
}
