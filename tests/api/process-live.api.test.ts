import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { process as contract, type live } from '@pitlane/contract'
import { openTasks } from '../../server/src/modules/process'
import { startTestApp, type TestApp } from '../support/app'
import { end, flow, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'
import { follow, type LiveFollower } from '../support/live-follower'

type Somebody = Awaited<ReturnType<ReturnType<typeof given>['staff']>>

let t: TestApp
let storeId: string
let otherStoreId: string
let ann: Somebody, bob: Somebody, technician: Somebody, stranger: Somebody
let heard: LiveFollower[]
beforeEach(async () => {
  t = await startTestApp()
  storeId = (await given(t).store()).id
  const { staff, store } = given(t)
  ann = await staff('advisor', 'store', storeId)
  bob = await staff('advisor', 'store', storeId)
  technician = await staff('technician', 'store', storeId)
  otherStoreId = (await store()).id
  stranger = await staff('advisor', 'store', otherStoreId)
  heard = []
})
afterEach(async () => {
  heard.forEach((follower) => follower.close())
  await t.stop()
})

const begin = (key: string) => starter(t, storeId)(key)
const db = () => t.world.app.db.read
const tasks = (): live.Topic => ({ kind: 'tasks', storeId })

async function listen(who: Somebody, topics: readonly live.Topic[] = [tasks()]): Promise<LiveFollower> {
  const follower = await follow(t.url, who.token, topics)
  heard.push(follower)
  return follower
}

const changesOf = (follower: LiveFollower) => follower.heard.filter(({ type }) => type === 'changed')

/** What reached somebody until now: the socket has been still for a moment, and the others were told long ago. */
async function expectSilence(follower: LiveFollower): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(changesOf(follower)).toEqual([])
}

const openOf = async (instanceId: string) => {
  const [open] = await openTasks(db(), { instanceId })
  if (!open) throw new Error('nothing is open')
  return { params: { taskId: open.id }, seen: { requestId: randomUUID(), rev: open.rev } }
}

describe('the tasks of a store, followed live', () => {
  it('tell those in whose pool a task comes to lie, and nobody else; and nothing of what it is', async () => {
    await publish(t, flow('pool', { a: task('z', { title: '接车' }), z: end() }))
    const [annHears, bobHears] = [await listen(ann), await listen(bob)]
    const [technicianHears, strangerHears] = [await listen(technician), await listen(stranger)]
    await begin('pool')
    for (const follower of [annHears, bobHears])
      expect(await follower.nextChange()).toEqual({ type: 'changed', topic: tasks(), what: 'task' })
    await expectSilence(technicianHears)
    await expectSilence(strangerHears)
  })

  it('are not to be followed by staff of another store, by owners, or where there is no store', async () => {
    const driver = await given(t).driver()
    const nowhere: live.Topic = { kind: 'tasks', storeId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }
    for (const { token } of [stranger, driver]) {
      const follower = await follow(t.url, token, [tasks(), nowhere])
      heard.push(follower)
      expect(follower.heard.filter(({ type }) => type === 'refused')).toEqual([
        { type: 'refused', topic: tasks(), code: 'auth.forbidden' },
        { type: 'refused', topic: nowhere, code: 'auth.forbidden' },
      ])
    }
    // Also of their own store nothing comes to them from here.
    const strangerHears = await listen(stranger, [tasks(), { kind: 'tasks', storeId: otherStoreId }])
    await publish(t, flow('elsewhere', { a: task('z'), z: end() }))
    const annHears = await listen(ann)
    await begin('elsewhere')
    await annHears.nextChange()
    await expectSilence(strangerHears)
  })

  it('tell both sides of a claim, of a transfer, of an urge, of the end, and of what is taken back', async () => {
    const may = ['transfer', 'withdraw', 'urge'] as const
    const steps = { a: task('b', { may }), b: task('z', { lane: 'technician' }), z: end() }
    await publish(t, flow('hands', steps))
    const { instanceId } = await begin('hands')
    const [annHears, bobHears, technicianHears] = [await listen(ann), await listen(bob), await listen(technician)]
    const step = async (
      noun: 'claim' | 'transfer' | 'urge' | 'complete',
      more: object,
      by: Somebody,
      told: readonly LiveFollower[],
    ) => {
      const { params, seen } = await openOf(instanceId)
      heard.forEach((follower) => follower.forget())
      await t.ok(contract[noun], { params, body: { ...seen, ...more } }, by.token)
      for (const follower of told) expect((await follower.nextChange()).topic).toEqual(tasks())
      return params.taskId
    }
    await step('claim', {}, ann, [annHears, bobHears])
    await step('transfer', { person: bob.staffId }, ann, [annHears, bobHears])
    await step('urge', {}, bob, [bobHears])
    const done = await step('complete', { outcome: 'ok' }, bob, [bobHears, technicianHears])
    heard.forEach((follower) => follower.forget())
    const { task: row } = await t.ok(contract.task, { params: { taskId: done } }, bob.token)
    const back = { params: { taskId: done }, body: { requestId: randomUUID(), rev: row.rev } }
    await t.ok(contract.withdraw, back, bob.token)
    await technicianHears.nextChange()
    await bobHears.nextChange()
    expect((await openTasks(db(), { instanceId })).map(({ node }) => node)).toEqual(['a'])
  })

  it('say nothing of a command that was refused', async () => {
    await publish(t, flow('refused', { a: task('z'), z: end() }))
    const { instanceId } = await begin('refused')
    const { params, seen } = await openOf(instanceId)
    const annHears = await listen(ann)
    const late = { params, body: { ...seen, rev: seen.rev + 7, outcome: 'ok' } }
    await t.refused(contract.complete, late, ann.token, 'process.task_changed')
    await expectSilence(annHears)
  })

  it('are no longer told to whoever stops following, under any of their keys', async () => {
    await publish(t, flow('left', { a: task('z'), z: end() }))
    const [annHears, bobHears] = [await listen(ann), await listen(bob)]
    await annHears.tell({ type: 'unfollow', topic: tasks() })
    await begin('left')
    await bobHears.nextChange()
    await expectSilence(annHears)
  })
})
