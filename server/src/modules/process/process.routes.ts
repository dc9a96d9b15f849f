import { process as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { listFlows, problemsOf, requireDef, definitionView, wordsOf } from './flow.queries'
import { publish, saveDraft } from './flow.service'
import { listIncidents, resume } from './incident.service'
import { migrateInstances } from './migration.service'
import { readTask } from './task-detail.queries'
import { listMyTasks, listStoreTasks } from './task-list.queries'
import { actOnTask } from './task.service'

interface Given {
  readonly actor: StaffActor
  readonly params: { readonly taskId: string }
  readonly body: { readonly requestId: string }
  readonly request: { readonly id: string }
}

const asking = ({ actor, params, body, request }: Given) => ({
  ...{ actor, taskId: params.taskId, requestId: body.requestId, callId: request.id },
})

const byOf = ({ actor, request }: { actor: StaffActor; request: { id: string } }) => ({ actor, callId: request.id })

const taskRoutes = [
  bind(contract.myTasks, (app, { actor, query }) => listMyTasks(app, actor, query.storeId)),
  bind(contract.storeTasks, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listStoreTasks(app, actor, scopeTo(actor, 'process.read', placeOf(store)), query)
  }),
  bind(contract.task, (app, { actor, params }) => readTask(app, actor, params.taskId)),
  bind(contract.claim, (app, input) => actOnTask(app, asking(input), { type: 'claim', rev: input.body.rev })),
  bind(contract.unclaim, (app, input) => {
    const { rev, note } = input.body
    return actOnTask(app, asking(input), { type: 'unclaim', rev, note })
  }),
  bind(contract.assign, (app, input) => {
    const { rev, persons } = input.body
    return actOnTask(app, asking(input), { type: 'assign', rev, persons })
  }),
  bind(contract.transfer, (app, input) => {
    const { rev, person, note } = input.body
    return actOnTask(app, asking(input), { type: 'transfer', rev, person, note })
  }),
  bind(contract.delegate, (app, input) => {
    const { rev, person, note } = input.body
    return actOnTask(app, asking(input), { type: 'delegate', rev, person, note })
  }),
  bind(contract.addSign, (app, input) => {
    const { rev, persons, where } = input.body
    return actOnTask(app, asking(input), { type: 'addSign', rev, persons, where })
  }),
]

const doingRoutes = [
  bind(contract.withdraw, (app, input) => {
    const { rev, note } = input.body
    return actOnTask(app, asking(input), { type: 'withdraw', rev, note })
  }),
  bind(contract.urge, (app, input) => {
    const { rev, note } = input.body
    return actOnTask(app, asking(input), { type: 'urge', rev, note })
  }),
  bind(contract.cc, (app, input) => {
    const { rev, persons } = input.body
    return actOnTask(app, asking(input), { type: 'cc', rev, persons })
  }),
  bind(contract.complete, (app, input) => {
    const { rev, outcome, to, then, data } = input.body
    return actOnTask(app, asking(input), { type: 'complete', rev, outcome, to, then, data })
  }),
  bind(contract.reject, (app, input) => {
    const { rev, to, then, data } = input.body
    return actOnTask(app, asking(input), { type: 'reject', rev, to, then, data })
  }),
]

const incidentRoutes = [
  bind(contract.incidents, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    const scope = scopeTo(actor, 'process.manage', placeOf(store))
    return { items: await listIncidents(app.db.read, scope, query.state) }
  }),
  bind(contract.resume, async (app, { actor, params, body, request }) => {
    await resume(app, { actor, requestId: body.requestId, callId: request.id }, params.incidentId)
    return {}
  }),
]

const flowRoutes = [
  bind(contract.flows, async (app, { actor }) => ({ items: await listFlows(app, actor), words: wordsOf(app) })),
  bind(contract.readFlow, async (app, { actor, params }) => {
    const row = await requireDef(app, app.db.read, actor, params.key, params.version)
    return definitionView(app, app.db.read, row)
  }),
  bind(contract.checkFlow, (app, { body }) => Promise.resolve({ problems: problemsOf(app, body.graph) })),
  bind(contract.saveFlow, (app, input) => saveDraft(app, byOf(input), { key: input.params.key, ...input.body })),
  bind(contract.publishFlow, (app, input) => publish(app, byOf(input), input.params, input.body.rev)),
  bind(contract.migrateFlow, (app, input) => migrateInstances(app, byOf(input), { ...input.params, ...input.body })),
]

export const processRoutes = [...taskRoutes, ...doingRoutes, ...incidentRoutes, ...flowRoutes]
