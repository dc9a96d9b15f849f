import type { process as contract } from '@pitlane/contract'
import { rejectTargets, type FlowEvent, type Instance, type Outcome, type Task, type TaskNode } from '@pitlane/process'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { findStaffNames } from '../identity'
import { definitionOf } from './definition.queries'
import { FlowEventRow, FlowInstance } from './process.entity'
import { requireSeen } from './seeing.queries'
import { taskViews } from './task-views.queries'

type Detail = contract.FlowTaskDetail
type Names = ReadonlyMap<string, string>

const HISTORY = 100

const outcomeView = ({ key, label, to, demand = [], photos = 1 }: Outcome): Detail['outcomes'][number] => ({
  ...{ key, label, to, demand: [...demand], photos: demand.includes('photo') ? photos : 0 },
})

const personOf = (names: Names, id: string) => ({ id, name: names.get(id) ?? '' })

const peopleView = (names: Names, task: Task): Pick<Detail, 'candidates' | 'signers'> => ({
  candidates: task.candidates.map(({ kind, id, reasons = [] }) => ({
    ...{ kind, id, name: kind === 'person' ? (names.get(id) ?? '') : null, reasons: [...reasons] },
  })),
  signers: task.signers.map(({ person, state, standsFor, outcome = null, at }) => ({
    ...{ person: personOf(names, person), state, outcome, at: at === undefined ? null : new Date(at).toISOString() },
    standsFor: standsFor === undefined ? null : personOf(names, standsFor),
  })),
})

/** What was said with it: the reason of a rejection, or the note of a transfer. */
function noteOf(data: FlowEvent['data']): string | null {
  const proof = data['proof'] as { reason?: unknown } | undefined
  const said = [data['note'], data['reason'], proof?.reason].find((text) => typeof text === 'string' && text !== '')
  return typeof said === 'string' ? said : null
}

const historyView = (names: Names, rows: readonly FlowEventRow[]): Detail['history'] =>
  rows.map(({ seq, at, type, node, item, actor, data }) => ({
    ...{ seq, at: at.toISOString(), type, node, item, by: names.get(actor) ?? null, note: noteOf(data) },
  }))

function backView(flow: Parameters<typeof rejectTargets>[0], instance: Instance, task: Task): Detail['rejectTo'] {
  if (task.status !== 'open') return []
  return rejectTargets(flow, instance, task).map(({ node }) => ({ node, title: flow.nodes[node]?.title ?? node }))
}

const nodeView = (node: TaskNode): Pick<Detail, 'outcomes' | 'checklist' | 'form' | 'may'> => ({
  outcomes: node.outcomes.map(outcomeView),
  checklist: [...(node.checklist ?? [])],
  form: node.form ? { key: node.form.key, version: node.form.version } : null,
  may: [...(node.may ?? [])],
})

/** A task with all that is needed to do it. Throws `process.not_found`. */
export async function readTask(app: App, actor: StaffActor, taskId: string): Promise<Detail> {
  const db: Reader = app.db.read
  const { task: row } = await requireSeen(app, db, actor, taskId)
  const instance = (await db.findOne(FlowInstance, { id: row.instanceId }))?.state
  const task = instance?.tasks[taskId]
  if (!instance || !task) throw new AppError('process.not_found')
  const flow = await definitionOf(app, db, instance.key, instance.version)
  const found = flow.nodes[task.node]
  const order = { seq: 'DESC' } as const
  const events = await db.find(FlowEventRow, { where: { instanceId: row.instanceId }, order, take: HISTORY })
  const named = [...events.map(({ actor: by }) => by), ...task.candidates.map(({ id }) => id)]
  const signing = task.signers.flatMap(({ person, standsFor }) => [person, standsFor ?? person])
  const names = await findStaffNames(db, [...named, ...signing])
  const [view] = await taskViews(db, actor.staffId, [row])
  if (!view) throw new AppError('process.not_found')
  return {
    task: view,
    ...(found?.t === 'task' ? nodeView(found) : { outcomes: [], checklist: [], form: null, may: [] }),
    ...peopleView(names, task),
    rejectTo: backView(flow, instance, task),
    history: historyView(names, events),
  }
}
