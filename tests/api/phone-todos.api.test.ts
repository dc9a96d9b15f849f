import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging } from '@pitlane/contract'
import { addTodo, type NewMessage } from '../../server/src/modules/messaging'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type To = Pick<NewMessage, 'customerId' | 'storeId'>

const ask = (to: To, n: number) =>
  t.world.app.db.tx((tx) =>
    addTodo(tx, t.clock.now(), {
      ...{ ...to, dedupe: `call ${n}`, kind: 'undelivered', bookingId: null, title: `电话 ${n}` },
      ...{ reason: '请致电车主，提醒到店。', dueAt: new Date(t.clock.now().getTime() + n * 3_600_000) },
    }),
  )

async function callScene() {
  const store = await given(t).store()
  const owner = await given(t).owner({ name: '欧阳娜娜', phone: '13912345678' })
  const desk = await given(t).staff('reception', 'store', store.id)
  const to = { storeId: store.id, customerId: owner.customerId }
  const list = (state: 'open' | 'done' = 'open', token = desk.token) =>
    t.ok(messaging.phoneTodos, { params: { storeId: store.id }, query: { state } }, token)
  return { store, owner, desk, to, list }
}

const finish = { outcome: 'reached', note: '车主会准时到店' } as const

describe('calls to make', () => {
  it('stand in the order of their urgency, with the customer masked', async () => {
    const { to, list } = await callScene()
    await ask(to, 5)
    await ask(to, 1)
    await ask(to, 1)
    const { items, open, next } = await list()
    expect(items.map(({ title }) => title)).toEqual(['电话 1', '电话 5'])
    expect(items[0]).toMatchObject({ maskedName: '欧***', maskedPhone: '139****5678', state: 'open', outcome: null })
    expect({ open, next }).toEqual({ open: 2, next: null })
  })

  it('come fifty a page', async () => {
    const { to, list, desk, store } = await callScene()
    for (let n = 1; n <= 51; n++) await ask(to, n)
    const first = await list()
    expect(first.items).toHaveLength(50)
    const query = { state: 'open' as const, after: first.next ?? '' }
    const rest = await t.ok(messaging.phoneTodos, { params: { storeId: store.id }, query }, desk.token)
    expect(rest.items.map(({ title }) => title)).toEqual(['电话 51'])
  })

  it('are finished once, with a result and a trace', async () => {
    const { to, list, desk } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    const done = await t.ok(messaging.finishTodo, { params, body: finish }, desk.token)
    expect(done).toMatchObject({ state: 'done', ...finish, doneBy: '李静', doneAt: t.clock.now().toISOString() })
    expect((await list()).items).toEqual([])
    expect((await list('done')).items.map(({ id }) => id)).toEqual([params.todoId])
    await t.refused(messaging.finishTodo, { params, body: finish }, desk.token, 'messaging.todo_done')
    const [entry] = await t.world.app.db.read.find(AuditLog, { where: { action: 'messaging.finish_todo' } })
    expect(entry).toMatchObject({ actorId: desk.staffId, subjectId: params.todoId, storeId: to.storeId })
    expect(entry?.stateAfter).toEqual({ state: 'done', outcome: 'reached' })
  })

  it('are finished by one of two colleagues', async () => {
    const { to, list, desk } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    const answers = await Promise.all(
      [1, 2].map(() => t.call(messaging.finishTodo, { params, body: finish }, desk.token)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('show the number to whoever calls, and write down that it was shown', async () => {
    const { to, list, desk } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    expect(await t.ok(messaging.revealTodo, { params }, desk.token)).toEqual({ name: '欧阳娜娜', phone: '13912345678' })
    const [entry] = await t.world.app.db.read.find(AuditLog, { where: { action: 'customer.reveal' } })
    expect(entry).toMatchObject({ actorId: desk.staffId, subjectId: params.todoId, reason: '电话待办：电话 1' })
  })

  it('of another store do not exist', async () => {
    const { to, list, store } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const query = { state: 'open' as const }
    await t.refused(messaging.phoneTodos, { params: { storeId: store.id }, query }, stranger.token, 'auth.forbidden')
    await t.refused(messaging.finishTodo, { params, body: finish }, stranger.token, 'messaging.todo_not_found')
    await t.refused(messaging.revealTodo, { params }, stranger.token, 'messaging.todo_not_found')
    const after = { ...query, after: params.todoId }
    await t.refused(
      messaging.phoneTodos,
      { params: { storeId: elsewhere.id }, query: after },
      stranger.token,
      'messaging.todo_not_found',
    )
    expect(await list()).toMatchObject({ open: 1 })
  })

  it('are for those who call customers', async () => {
    const { to, list, store, owner } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    for (const role of ['advisor', 'cs_agent', 'svc_mgr', 'store_gm'] as const) {
      const { token } = await given(t).staff(role, 'store', store.id)
      expect((await list('open', token)).items).toHaveLength(1)
    }
    const technician = await given(t).staff('technician', 'store', store.id)
    for (const token of [technician.token, owner.token]) {
      await t.refused(messaging.finishTodo, { params, body: finish }, token, 'auth.forbidden')
      await t.refused(messaging.revealTodo, { params }, token, 'auth.forbidden')
    }
    await t.refused(messaging.finishTodo, { params, body: finish }, undefined, 'auth.required')
  })

  it('refuse a result that is none', async () => {
    const { to, list, desk } = await callScene()
    await ask(to, 1)
    const params = { todoId: (await list()).items[0]?.id ?? '' }
    const bad = [{ outcome: 'maybe' as never }, { outcome: 'reached' as const, note: '长'.repeat(201) }]
    for (const body of bad) await t.refused(messaging.finishTodo, { params, body }, desk.token, 'request.invalid')
    await t.refused(
      messaging.finishTodo,
      { params: { todoId: '0'.repeat(26) }, body: finish },
      desk.token,
      'messaging.todo_not_found',
    )
  })
})
