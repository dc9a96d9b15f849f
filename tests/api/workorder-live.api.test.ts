import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { StaffGrant } from '../../server/src/modules/identity/identity.entity'
import { newId } from '../../server/src/platform/id'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { given } from '../support/given'
import { follow, type LiveFollower } from '../support/live-follower'

let t: TestApp
let phones: LiveFollower[] = []
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  phones.forEach((phone) => phone.close())
  phones = []
  await t.stop()
})

type Scene = Awaited<ReturnType<typeof floorScene>>

const open = async (token: string) => {
  const phone = await follow(t.url, token, [{ kind: 'work' }])
  phones.push(phone)
  return phone
}
/** Inspects cars in this store too. */
const grant = (staffId: string, storeId: string) =>
  t.world.app.db.tx((tx) =>
    tx.insert(StaffGrant, { id: newId(), staffId, role: 'qc', scope: 'store', scopeId: storeId }),
  )

async function give(s: Scene): Promise<string> {
  const { id } = await s.authorised(await given(t).driver())
  await s.dispatch((await s.jobsOf(id))[0]!.id)
  return id
}

describe('the phone of somebody who works in several stores', () => {
  it('hears of each of them within 300 ms, and reads what is there to do', async () => {
    const [home, away] = [await floorScene(t), await floorScene(t)]
    await grant(home.inspector.staffId, away.store.id)
    const phone = await open(home.inspector.token)
    for (const s of [away, home]) {
      const { id } = await s.authorised(await given(t).driver())
      const [job] = await s.jobsOf(id)
      phone.forget()
      await s.dispatch(job!.id)
      const change = await phone.nextChange(300, ({ workorderId }) => workorderId === id)
      expect(change).toMatchObject({ topic: { kind: 'work' } })
    }
    const { places } = await t.ok(workorder.myWork, {}, home.inspector.token)
    expect(places.map(({ storeId }) => storeId).sort()).toEqual([home.store.id, away.store.id].sort())
  })

  it('hears of a task that comes to lie with them, in the store that is not the first', async () => {
    const [home, away] = [await floorScene(t), await floorScene(t)]
    await grant(home.inspector.staffId, away.store.id)
    const phone = await open(home.inspector.token)
    await away.done()
    await phone.nextChange(300, ({ what }) => what === 'finish_job')
    const token = await given(t).freshToken({ kind: 'staff', id: home.inspector.staffId })
    const { places } = await t.ok(workorder.myWork, {}, token)
    expect(places.find(({ storeId }) => storeId === away.store.id)?.qc).toHaveLength(1)
  })

  it('hears of all of them, however many these are', async () => {
    const home = await floorScene(t)
    for (let i = 0; i < 11; i++) await grant(home.inspector.staffId, (await given(t).store()).id)
    const last = await floorScene(t)
    await grant(home.inspector.staffId, last.store.id)
    const phone = await open(home.inspector.token)
    const id = await give(last)
    expect((await phone.nextChange(300, ({ workorderId }) => workorderId === id)).topic).toEqual({ kind: 'work' })
  })

  it('hears nothing of a store where they do not work', async () => {
    const [home, other] = [await floorScene(t), await floorScene(t)]
    const phone = await open(home.first.token)
    await give(other)
    await give(home)
    await phone.nextChange(300)
    const heard = phone.heard.flatMap((message) => (message.type === 'changed' ? [message.workorderId] : []))
    const mine = (
      await t.world.app.db.read.rows<{ id: string }>('select id from workorder where store_id = ?', [home.store.id])
    ).map(({ id }) => id)
    expect(heard.filter((id) => id !== undefined && !mine.includes(id))).toEqual([])
  })

  it('is for staff with work, not for owners', async () => {
    const home = await floorScene(t)
    const owner = await open(home.driver.token)
    expect(owner.heard).toContainEqual({ type: 'refused', topic: { kind: 'work' }, code: 'auth.forbidden' })
    const nobody = await given(t).staff('technician', 'store', newId())
    const stranger = await open(nobody.token)
    expect(stranger.heard).toContainEqual({ type: 'refused', topic: { kind: 'work' }, code: 'auth.forbidden' })
  })
})
