import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { process as contract } from '@pitlane/contract'
import type { Flow } from '@pitlane/process'
import { command, findInstance, openTasks } from '../../server/src/modules/process'
import { reportDeadEffects } from '../../server/src/modules/process/dead-effect.service'
import { newId } from '../../server/src/platform/id'
import { JobDead, OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, flow, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'

let t: TestApp
let storeId: string
type Somebody = Awaited<ReturnType<ReturnType<typeof given>['staff']>>
let manager: Somebody, admin: Somebody, stranger: Somebody
beforeAll(async () => {
  t = await startTestApp()
  const store = await given(t).store()
  storeId = store.id
  manager = await given(t).staff('svc_mgr', 'store', storeId)
  admin = await given(t).staff('group_admin', 'group', store.groupId)
  stranger = await given(t).staff('svc_mgr', 'store', (await given(t).store()).id)
})
afterAll(() => t.stop())

const db = () => t.world.app.db.read
const begin = (key: string, cause = key) => starter(t, storeId)(key, { cause })
const role = { try: [{ by: 'role', args: { role: 'cashier' } }], pick: 'leastLoaded', empty: 'incident' } as const
const sound = (key: string): Flow => flow(key, { a: task('z', { assign: role }), z: end() })

describe('a definition', () => {
  it('is drafted, checked, published and from then on taken by new instances; running ones stay', async () => {
    const graph = sound('edited')
    const broken = { ...graph, nodes: { a: { ...task('nowhere'), assign: { ...role, try: [{ by: 'magic' }] } } } }
    const draft = { params: { key: 'edited' }, body: { storeId: null, rev: 0, graph: broken } }
    const saved = await t.ok(contract.saveFlow, draft, admin.token)
    expect(saved).toMatchObject({ key: 'edited', version: 1, state: 'draft', rev: 1 })
    expect(saved.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['flow.missing_node', 'flow.unknown_word']),
    )
    await t.refused(contract.saveFlow, draft, admin.token, 'process.def_changed')
    const params = { key: 'edited', version: 1 }
    const problem = await t.refused(
      contract.publishFlow,
      { params, body: { rev: 1 } },
      admin.token,
      'process.flow_invalid',
    )
    expect(problem.data?.['problems']).toEqual(saved.problems)

    const second = await t.ok(contract.saveFlow, { ...draft, body: { storeId: null, rev: 1, graph } }, admin.token)
    expect(second).toMatchObject({ rev: 2, problems: [] })
    await t.refused(contract.publishFlow, { params, body: { rev: 1 } }, admin.token, 'process.def_changed')
    await expect(begin('edited')).rejects.toMatchObject({ code: 'process.no_flow' })
    await t.ok(contract.publishFlow, { params, body: { rev: 2 } }, admin.token)
    await t.refused(contract.publishFlow, { params, body: { rev: 2 } }, admin.token, 'process.def_published')
    expect((await begin('edited', '1')).instance.version).toBe(1)

    const next = await t.ok(contract.saveFlow, { ...draft, body: { storeId: null, rev: 0, graph } }, admin.token)
    expect(next.version).toBe(2)
    await t.ok(contract.publishFlow, { params: { key: 'edited', version: 2 }, body: { rev: 1 } }, admin.token)
    expect((await begin('edited', '2')).instance.version).toBe(2)
    expect((await begin('edited', '1')).instance.version).toBe(1)
    const { items, words } = await t.ok(contract.flows, {}, manager.token)
    expect(items.map(({ version, state, running }) => [version, state, running])).toEqual([
      [2, 'published', 1],
      [1, 'retired', 1],
    ])
    expect(words.assign).toEqual(expect.arrayContaining(['starter', 'role', 'leader']))
    const checked = await t.ok(contract.checkFlow, { body: { graph: broken } }, manager.token)
    expect(checked.problems).toEqual(saved.problems)
  })

  it('of one store is that store’s, and that for all is the group’s', async () => {
    const own = { params: { key: 'ours' }, body: { storeId, rev: 0, graph: sound('ours') } }
    await t.refused(contract.saveFlow, own, stranger.token, 'auth.forbidden')
    await t.refused(
      contract.saveFlow,
      { ...own, body: { ...own.body, storeId: null } },
      manager.token,
      'auth.forbidden',
    )
    await t.ok(contract.saveFlow, own, manager.token)
    const params = { key: 'ours', version: 1 }
    await t.refused(contract.readFlow, { params }, stranger.token, 'process.def_not_found')
    expect((await t.ok(contract.readFlow, { params }, manager.token)).graph).toEqual(sound('ours'))
    await t.refused(contract.publishFlow, { params, body: { rev: 1 } }, stranger.token, 'process.def_not_found')
    await t.ok(contract.publishFlow, { params, body: { rev: 1 } }, manager.token)
    expect((await t.ok(contract.flows, {}, stranger.token)).items.map(({ key }) => key)).not.toContain('ours')
    const advisor = await given(t).staff('advisor', 'store', storeId)
    await t.refused(contract.flows, {}, advisor.token, 'auth.forbidden')
  })
})

describe('a migration', () => {
  it('says first what it would do, moves what can go along, and leaves the rest', async () => {
    const old = flow('moves', { a: task('b'), b: task('z'), z: end() })
    await publish(t, old)
    const [atA, atB] = [await begin('moves', 'a'), await begin('moves', 'b')]
    const [open] = await openTasks(db(), { instanceId: atB.instanceId })
    const by = { actor: { kind: 'system', name: 'x' } as const }
    await t.world.app.db.tx((tx) =>
      command(t.world.app, tx, atB.instanceId, { type: 'complete', task: String(open?.id), outcome: 'ok' }, by),
    )
    await publish(t, flow('moves', { first: task('z', { title: '新的一步' }), z: end() }, { version: 2 }))
    const call = (over: object) => ({
      params: { key: 'moves', version: 1 },
      body: { to: 2, storeId, mapping: { a: 'first' }, dryRun: true, ...over },
    })
    const dry = await t.ok(contract.migrateFlow, call({}), manager.token)
    expect(dry).toMatchObject({ moved: 1, left: 1 })
    expect(dry.instances.find(({ instanceId }) => instanceId === atB.instanceId)?.obstacles).toEqual([
      '新版本没有步骤「b」',
    ])
    expect((await findInstance(db(), { type: 'thing', id: 'moves' }))?.version).toBe(1)
    await t.refused(contract.migrateFlow, call({}), stranger.token, 'auth.forbidden')
    await t.refused(contract.migrateFlow, call({ to: 9 }), manager.token, 'process.def_not_found')

    expect(await t.ok(contract.migrateFlow, call({ dryRun: false }), manager.token)).toMatchObject({
      moved: 1,
      left: 1,
    })
    expect((await openTasks(db(), { instanceId: atA.instanceId }))[0]).toMatchObject({
      node: 'first',
      title: '新的一步',
    })
    expect(await t.ok(contract.migrateFlow, call({ dryRun: false }), manager.token)).toMatchObject({
      moved: 0,
      left: 1,
    })
    for (const { instanceId } of [atA, atB]) expect(await flowFaults(db(), instanceId)).toEqual([])
  })
})

describe('an incident', () => {
  it('is seen by those who manage the store’s flows, and resumed when somebody is there', async () => {
    await publish(t, sound('nobody'))
    const { instanceId } = await begin('nobody')
    const list = () => t.ok(contract.incidents, { params: { storeId }, query: {} }, manager.token)
    const found = (await list()).items.find((one) => one.instanceId === instanceId)
    expect(found).toMatchObject({ kind: 'nobody', flow: 'nobody', node: 'a', state: 'open' })
    const resume = () => ({ params: { incidentId: String(found?.id) }, body: { requestId: randomUUID() } })
    await t.refused(contract.resume, resume(), manager.token, 'process.still_nobody')
    await t.refused(contract.resume, resume(), stranger.token, 'process.not_found')
    const cashier = await given(t).staff('cashier', 'store', storeId)
    const call = resume()
    await t.ok(contract.resume, call, manager.token)
    await t.ok(contract.resume, call, manager.token)
    await t.refused(contract.resume, resume(), manager.token, 'process.no_incident')
    expect((await list()).items.filter((one) => one.instanceId === instanceId)).toEqual([])
    expect((await openTasks(db(), { instanceId }))[0]?.assigneeId).toBe(cashier.staffId)
    const closed = await t.ok(contract.incidents, { params: { storeId }, query: { state: 'closed' } }, manager.token)
    expect(closed.items.map(({ id }) => id)).toContain(found?.id)
  })

  it('stands for an effect that its listener has given up on; resuming sends it again with its key', async () => {
    await publish(t, flow('effects', { act: { t: 'act', effect: 'ring', awaits: true, next: 'z' }, z: end() }))
    const { instanceId } = await begin('effects')
    const sent = async () =>
      (await db().find(OutboxEvent, { where: { type: 'flow.effect' } })).filter(
        (e) => e.payload['instanceId'] === instanceId,
      )
    const payload = (await sent())[0]?.payload ?? {}
    const dead = { id: newId(), kind: 'on:test.ring', payload, attempts: 8, error: 'no line', diedAt: t.clock.now() }
    await t.world.app.db.tx((tx) => tx.insert(JobDead, dead))
    await reportDeadEffects(t.world.app)
    await reportDeadEffects(t.world.app)
    const { items } = await t.ok(contract.incidents, { params: { storeId }, query: {} }, manager.token)
    const mine = items.filter((one) => one.instanceId === instanceId)
    expect(mine).toMatchObject([{ kind: 'effect', error: 'no line' }])
    const params = { incidentId: String(mine[0]?.id) }
    await t.ok(contract.resume, { params, body: { requestId: randomUUID() } }, manager.token)
    const dedupe = (await sent()).map((event) => event.payload['dedupe'])
    expect(dedupe).toEqual([`${instanceId}:act:1`, `${instanceId}:act:1`])
    const done = { type: 'effectDone', dedupe: String(dedupe[0]) } as const
    const by = { actor: { kind: 'system', name: 'x' } as const, requestId: 'done' }
    await t.world.app.db.tx((tx) => command(t.world.app, tx, instanceId, done, by))
    expect((await findInstance(db(), { type: 'thing', id: 'effects' }))?.status).toBe('ended')
    expect(await flowFaults(db(), instanceId)).toEqual([])
  })
})
