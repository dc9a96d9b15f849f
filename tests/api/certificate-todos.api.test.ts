import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { resources, todo } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'

let t: TestApp
afterEach(() => t.stop())
beforeEach(async () => {
  // 07:50 in Shanghai.
  t = await startTestApp({ at: '2026-11-22T23:50:00.000Z' })
})

const kind = 'low_voltage_electrician' as const

async function certificateScene(expiresOn = '2026-12-21') {
  const store = await given(t).store({ technicians: 0 })
  const person = await given(t).technician(store.id, { name: '赵师傅', certificate: { kind, expiresOn } })
  const manager = await given(t).staff('svc_mgr', 'store', store.id)
  const params = { storeId: store.id }
  const token = () => given(t).freshToken({ kind: 'staff', id: manager.staffId })
  const list = async (state: 'open' | 'done' = 'open') => t.ok(todo.list, { params, query: { state } }, await token())
  /** The clockwork runs as it would at this time. */
  const at = async (instant: string) => {
    t.clock.set(instant)
    await t.world.app.db.tx((tx) => {
      const job = t.world.app.handlers.get('store.warn_certificates')
      if (!job || !('inTx' in job)) throw new Error('no such job')
      return job.inTx(t.world.app, tx, {})
    })
  }
  const renew = async (until: string) => {
    const { version } = await t.ok(resources.read, { params }, await token())
    const certificates = [{ kind, number: 'T310115', expiresOn: until }]
    const change = { kind: 'put_certificates' as const, technicianId: person.id, certificates }
    await t.ok(resources.saveChange, { params, body: { version, change } }, await token())
  }
  return { store, person, params, token, list, at, renew }
}

describe('a certificate that comes near its end', () => {
  it('is a to-do from eight in the morning, once however often the clockwork runs', async () => {
    const { list, at, person } = await certificateScene()
    await at('2026-11-22T23:59:00.000Z')
    expect(await list()).toEqual({ items: [], open: 0 })
    await at('2026-11-23T00:00:00.000Z')
    await at('2026-11-23T00:10:00.000Z')
    const { items, open } = await list()
    expect(open).toBe(1)
    expect(items).toMatchObject([
      { kind: 'certificate', title: '赵师傅的低压电工作业证还有 28 天到期', subjectId: person.id, doneByName: null },
    ])
  })

  it('is ticked off for good, and comes again at the next step', async () => {
    const { list, at, token } = await certificateScene()
    await at('2026-11-23T00:00:00.000Z')
    const todoId = (await list()).items[0]?.id ?? ''
    const call = { params: { todoId } }
    expect(await t.ok(todo.finish, call, await token())).toMatchObject({ state: 'done', doneByName: '李静' })
    await t.refused(todo.finish, call, await token(), 'store.todo_done')
    await at('2026-12-13T01:00:00.000Z')
    expect((await list()).open).toBe(0)
    await at('2026-12-14T01:00:00.000Z')
    expect((await list()).items.map(({ title }) => title)).toEqual(['赵师傅的低压电工作业证还有 7 天到期'])
    await at('2026-12-22T01:00:00.000Z')
    expect((await list()).items.map(({ title }) => title)).toEqual(['赵师傅的低压电工作业证已经过期'])
    expect(await list('done')).toMatchObject({ items: [{ doneByName: null }, { doneByName: '李静' }] })
  })

  it('is closed by itself when the certificate has been renewed', async () => {
    const { list, at, renew } = await certificateScene()
    await at('2026-11-23T00:00:00.000Z')
    await renew('2029-12-21')
    await at('2026-11-23T00:10:00.000Z')
    expect((await list()).open).toBe(0)
    expect((await list('done')).items).toMatchObject([{ doneByName: null }])
  })

  it('is for those who keep the people of that store', async () => {
    const { store, params, at, list } = await certificateScene()
    await at('2026-11-23T00:00:00.000Z')
    const todoId = (await list()).items[0]?.id ?? ''
    const desk = await given(t).staff('reception', 'store', store.id)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const query = { state: 'open' as const }
    for (const { token } of [desk, stranger]) await t.refused(todo.list, { params, query }, token, 'auth.forbidden')
    await t.refused(todo.list, { params, query }, undefined, 'auth.required')
    await t.refused(todo.list, { params, query: { state: 'odd' } as never }, desk.token, 'request.invalid')
    await t.refused(todo.count, { params }, desk.token, 'auth.forbidden')
    for (const { token } of [desk, stranger])
      await t.refused(todo.finish, { params: { todoId } }, token, 'store.todo_not_found')
    await t.refused(todo.finish, { params: { todoId: 'x' } }, stranger.token, 'request.invalid')
  })
})
