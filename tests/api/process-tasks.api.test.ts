import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { process as contract } from '@pitlane/contract'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { command, openTasks } from '../../server/src/modules/process'
import { startTestApp, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, flow, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'

let t: TestApp
let storeId: string
type Somebody = Awaited<ReturnType<ReturnType<typeof given>['staff']>>
let ann: Somebody, bob: Somebody, manager: Somebody, technician: Somebody

beforeAll(async () => {
  t = await startTestApp()
  storeId = (await given(t).store()).id
  const staff = given(t).staff
  ann = await staff('advisor', 'store', storeId)
  bob = await staff('advisor', 'store', storeId)
  manager = await staff('svc_mgr', 'store', storeId)
  technician = await staff('technician', 'store', storeId)
})
afterAll(() => t.stop())

const begin = (key: string) => starter(t, storeId)(key)
const may = ['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc'] as const
const openOf = async (instanceId: string) => {
  const [open] = await openTasks(t.world.app.db.read, { instanceId })
  if (!open) throw new Error('nothing open')
  return { params: { taskId: open.id }, rev: open.rev, taskId: open.id }
}
const body = <T extends object>(rev: number, more: T) => ({ requestId: randomUUID(), rev, ...more })

describe('lists of tasks', () => {
  it('show what is mine and what lies in the pools of my roles, what is due first on top', async () => {
    const sla = (n: number) => ({ sla: { in: { n, unit: 'minute' as const }, clock: 'wall' as const } })
    const pooled = { ...sla(5), title: '接车' }
    const own = {
      ...sla(1),
      title: '报价',
      assign: { try: [{ by: 'person', args: { id: ann.staffId } }], pick: 'all' as const, empty: 'pool' as const },
    }
    await publish(
      t,
      flow('lists', {
        p: { t: 'parallel', branches: ['a', 'b', 'c', 'd'], next: 'z' },
        a: task(undefined, pooled),
        b: task(undefined, own),
        c: task(undefined, { lane: 'technician', title: '施工' }),
        d: task(undefined, { title: '不限时' }),
        z: end(),
      }),
    )
    await begin('lists')
    const titles = async (who: Somebody) =>
      (await t.ok(contract.myTasks, { query: {} }, who.token)).items.map((i) => i.title)
    expect(await titles(ann)).toEqual(['报价', '接车', '不限时'])
    expect(await titles(bob)).toEqual(['接车', '不限时'])
    expect(await titles(technician)).toEqual(['施工'])
    const all = await t.ok(contract.storeTasks, { params: { storeId }, query: {} }, bob.token)
    expect(all.items.map(({ title }) => title)).toEqual(['报价', '接车', '施工', '不限时'])
    t.clock.pass(120_000)
    const late = await t.ok(contract.storeTasks, { params: { storeId }, query: { only: 'overdue' } }, bob.token)
    expect(late.items.map(({ title, assignee }) => [title, assignee?.id])).toEqual([['报价', ann.staffId]])
    const free = await t.ok(contract.storeTasks, { params: { storeId }, query: { only: 'unclaimed' } }, bob.token)
    expect(free.items).toHaveLength(3)
    t.clock.pass(-120_000)
  })
})

describe('two who act on one task', () => {
  it('one has it, the other is told who was faster; the same tap twice is one', async () => {
    await publish(t, flow('race', { a: task('z', { may: [...may] }), z: end() }))
    const { instanceId } = await begin('race')
    const { params, rev } = await openOf(instanceId)
    const [one, two] = [ann, bob].map((who) => ({ who, call: { params, body: body(rev, {}) } }))
    if (!one || !two) throw new Error('nobody')
    const answers = await Promise.all([one, two].map(({ who, call }) => t.call(contract.claim, call, who.token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(['process.taken', 'process.task_changed']).toContain(refused?.problem.code)
    expect(refused?.problem.title).toMatch(/。$/)
    const winner = answers[0]?.status === 200 ? one : two
    const again = await t.ok(contract.claim, winner.call, winner.who.token)
    expect(again).toMatchObject({ isMine: true, rev: rev + 1 })

    const finish = { params, body: body(rev + 1, { outcome: 'ok' }) }
    const loser = winner === one ? two : one
    await t.refused(contract.complete, finish, loser.who.token, 'process.not_yours')
    const taps = await Promise.all([1, 2, 3].map(() => t.call(contract.complete, finish, winner.who.token)))
    expect(taps.map(({ status, body: view }) => [status, view.status])).toEqual([
      [200, 'done'],
      [200, 'done'],
      [200, 'done'],
    ])
    await t.refused(
      contract.complete,
      { params, body: body(rev + 2, { outcome: 'ok' }) },
      manager.token,
      'process.not_running',
    )
    expect(await flowFaults(t.world.app.db.read, instanceId)).toEqual([])
    const written = await t.world.app.db.read.find(AuditLog, { where: { subjectId: params.taskId } })
    expect(written.map(({ action }) => action).sort()).toEqual(['process.claim', 'process.complete'])
  })
})

describe('what may be done with a task', () => {
  it('goes from hand to hand, is asked for, copied, sent back and taken back', async () => {
    const reject = { to: 'choose', then: 'walk' } as const
    const outcomes = [
      { key: 'ok', label: '好', to: 'next' as const },
      { key: 'no', label: '退', to: 'reject' as const, demand: ['reason' as const] },
    ]
    await publish(
      t,
      flow('hands', { a: task('b', { may: [...may] }), b: task('z', { may: [...may], reject, outcomes }), z: end() }),
    )
    const { instanceId } = await begin('hands')
    let at = await openOf(instanceId)
    const next = async () => (at = await openOf(instanceId))
    await t.ok(contract.assign, { params: at.params, body: body(at.rev, { persons: [ann.staffId] }) }, manager.token)
    await next()
    await t.refused(
      contract.assign,
      { params: at.params, body: body(at.rev, { persons: [bob.staffId] }) },
      bob.token,
      'auth.forbidden',
    )
    await t.ok(
      contract.transfer,
      { params: at.params, body: body(at.rev, { person: bob.staffId, note: '请代办' }) },
      ann.token,
    )
    await next()
    await t.ok(contract.urge, { params: at.params, body: body(at.rev, {}) }, ann.token)
    await t.ok(contract.cc, { params: at.params, body: body(at.rev, { persons: [manager.staffId] }) }, ann.token)
    await next()
    await t.ok(contract.delegate, { params: at.params, body: body(at.rev, { person: ann.staffId }) }, bob.token)
    await next()
    await t.ok(contract.complete, { params: at.params, body: body(at.rev, { outcome: 'ok' }) }, ann.token)
    await next()
    await t.ok(contract.complete, { params: at.params, body: body(at.rev, { outcome: 'ok' }) }, bob.token)
    const first = at
    await next()
    const detail = await t.ok(contract.task, { params: at.params }, ann.token)
    expect(detail.rejectTo).toEqual([{ node: 'a', title: '任务' }])
    expect(detail.outcomes[1]).toEqual({ key: 'no', label: '退', to: 'reject', demand: ['reason'], photos: 0 })
    expect(detail.history.map(({ note }) => note)).toContain('请代办')
    const back = { params: at.params, body: body(at.rev, { to: 'a' }) }
    await t.refused(contract.reject, back, ann.token, 'process.reason_missing')
    const withReason = { ...back, body: { ...back.body, data: { reason: '少一张照片' } } }
    await t.ok(contract.reject, withReason, ann.token)
    await next()
    expect(at.taskId).not.toBe(first.taskId)
    await t.ok(contract.claim, { params: at.params, body: body(at.rev, {}) }, ann.token)
    await next()
    await t.ok(contract.unclaim, { params: at.params, body: body(at.rev, {}) }, ann.token)
    await next()
    await t.ok(contract.complete, { params: at.params, body: body(at.rev, { outcome: 'ok' }) }, ann.token)
    const done = await t.ok(contract.task, { params: at.params }, ann.token)
    await t.ok(contract.withdraw, { params: at.params, body: body(done.task.rev, {}) }, ann.token)
    await next()
    await t.ok(
      contract.addSign,
      { params: at.params, body: body(at.rev, { persons: [bob.staffId], where: 'with' as const }) },
      ann.token,
    )
    expect(
      (await t.ok(contract.task, { params: at.params }, bob.token)).signers.map(({ person }) => person.id).sort(),
    ).toEqual([ann.staffId, bob.staffId].sort())
    expect(await flowFaults(t.world.app.db.read, instanceId)).toEqual([])
  })

  it('is not done here where it has a page of its own, and facts come only through its form', async () => {
    await publish(
      t,
      flow('own-page', {
        a: task('b', { data: { command: 'workorder.check_in' } }),
        b: task('z', { form: { key: 'f', version: 1, access: { km: 'edit', ok: 'read' } } }),
        z: end(),
      }),
    )
    const { instanceId } = await begin('own-page')
    let at = await openOf(instanceId)
    const { ownCommand } = (await t.ok(contract.task, { params: at.params }, ann.token)).task
    expect(ownCommand).toBe('workorder.check_in')
    await t.refused(
      contract.complete,
      { params: at.params, body: body(at.rev, { outcome: 'ok' }) },
      ann.token,
      'process.own_screen',
    )
    await t.refused(contract.reject, { params: at.params, body: body(at.rev, {}) }, ann.token, 'process.own_screen')
    await t.world.app.db.tx(async (tx) => {
      await command(
        t.world.app,
        tx,
        instanceId,
        { type: 'complete', task: at.taskId, outcome: 'ok' },
        { actor: { kind: 'system', name: 'x' } },
      )
    })
    at = await openOf(instanceId)
    const with_ = (vars: object) => ({
      params: at.params,
      body: body(at.rev, { outcome: 'ok', data: { vars: { ...vars } } }),
    })
    for (const vars of [{ ok: true }, { other: 1 }])
      await t.refused(contract.complete, with_(vars), ann.token, 'request.invalid')
    await t.ok(contract.complete, with_({ km: 12 }), ann.token)
  })
})

describe('from outside', () => {
  it('a task does not exist, whoever asks: another store, an owner, nobody', async () => {
    await publish(t, flow('outside', { a: task('z', { may: [...may] }), z: end() }))
    const { instanceId } = await begin('outside')
    const { params, rev } = await openOf(instanceId)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const owner = await given(t).owner()
    const call = { params, body: body(rev, {}) }
    await t.refused(contract.task, { params }, stranger.token, 'process.not_found')
    await t.refused(contract.claim, call, stranger.token, 'process.not_found')
    await t.refused(contract.task, { params }, technician.token, 'process.not_found')
    await t.refused(contract.task, { params }, owner.token, 'auth.forbidden')
    await t.refused(contract.task, { params }, undefined, 'auth.required')
    await t.refused(contract.claim, call, undefined, 'auth.required')
    await t.refused(contract.storeTasks, { params: { storeId }, query: {} }, stranger.token, 'auth.forbidden')
    await t.refused(contract.storeTasks, { params: { storeId }, query: {} }, technician.token, 'auth.forbidden')
    await t.refused(contract.incidents, { params: { storeId }, query: {} }, ann.token, 'auth.forbidden')
    expect((await t.ok(contract.myTasks, { query: {} }, stranger.token)).items).toEqual([])
    expect((await t.ok(contract.myTasks, { query: { storeId } }, stranger.token)).items).toEqual([])
    const to = { params, body: body(rev, { persons: [stranger.staffId] }) }
    await t.refused(contract.assign, to, manager.token, 'process.person_unfit')
  })
})
