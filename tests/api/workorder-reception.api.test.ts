import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { snapshotHash } from '../../server/src/modules/workorder/snapshot.service'
import { Inspection } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { given } from '../support/given'
import { once, openNodes, sheetOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('the walk around the car', () => {
  async function scene() {
    const s = await workshopScene(t)
    const { id, version } = await s.received()
    const params = { workorderId: id }
    const bodyOf = async (over: Parameters<typeof sheetOf>[1] = {}, count = 6) => ({
      ...{ ...sheetOf(await s.photos(count), over), ...once(), version },
    })
    return { ...s, id, params, bodyOf, token: s.advisor.token }
  }

  it('is written down once, however often it is sent', async () => {
    const s = await scene()
    const [signatureId] = await s.photos(1, s.token, 'signature')
    const body = await s.bodyOf({ signatureId: signatureId ?? '', unsignedReason: undefined })
    const first = await t.ok(workorder.inspect, { params: s.params, body }, s.token)
    expect(first).toMatchObject({ id: s.id, state: 'inspected' })
    expect(await t.ok(workorder.inspect, { params: s.params, body }, s.token)).toEqual(first)
    const again = { ...body, ...once() }
    await t.refused(workorder.inspect, { params: s.params, body: again }, s.token, 'workorder.changed')
    await t.refused(
      workorder.inspect,
      { params: s.params, body: { ...again, version: first.version } },
      s.token,
      'workorder.wrong_state',
    )
    expect(await rowsOf(t, 'inspection')).toBe(1)
    expect(await openNodes(t)).toEqual(['quote'])
    const detail = await t.ok(workorder.read, { params: s.params }, s.token)
    expect(detail.inspection?.signature?.id).toBe(signatureId)
    expect(detail).toMatchObject({ advisorName: '李静', inspection: { unsignedReason: null } })
  })

  it('keeps the hash of what was signed, whatever is added later', async () => {
    const s = await scene()
    const { version } = await t.ok(workorder.inspect, { params: s.params, body: await s.bodyOf() }, s.token)
    const body = { ...once(), version, note: '右前轮有钉子' }
    await t.ok(workorder.addendum, { params: s.params, body }, s.token)
    await t.ok(workorder.addendum, { params: s.params, body }, s.token)
    const cancel = { params: s.params, body: { ...body, reason: '改天再修' } }
    await t.refused(workorder.cancel, cancel, s.token, 'request.key_reused')
    const row = await t.world.app.db.read.findOne(Inspection, { workorderId: s.id })
    if (!row) throw new Error('no sheet')
    const { snapshotHash: kept, byId: _, addenda, ...signed } = row
    expect(addenda).toMatchObject([{ note: '右前轮有钉子', byId: s.advisor.staffId }])
    expect(snapshotHash(signed)).toBe(kept)
    expect(snapshotHash({ ...signed, sheet: { ...signed.sheet, mileageKm: 1 } })).not.toBe(kept)
  })

  it('lets one of two advisors through', async () => {
    const s = await scene()
    const other = await given(t).staff('advisor', 'store', s.store.id)
    const theirs = { ...sheetOf(await s.photos(6, other.token)), ...once(), version: (await s.stands(s.id)).version }
    const answers = await Promise.all([
      t.call(workorder.inspect, { params: s.params, body: await s.bodyOf() }, s.token),
      t.call(workorder.inspect, { params: s.params, body: theirs }, other.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.changed')
  })

  it('wants six photos of the one who sends them, and a signature or why there is none', async () => {
    const s = await scene()
    const { version } = await s.stands(s.id)
    const own = await s.photos(6)
    const call = (over: Parameters<typeof sheetOf>[1]) => ({
      params: s.params,
      body: { ...sheetOf(own, over), ...once(), version },
    })
    const [one] = own
    const same = Array.from({ length: 6 }, () => one ?? '')
    await t.refused(workorder.inspect, call({ photoIds: same }), s.token, 'request.invalid')
    await t.refused(workorder.inspect, call({ photoIds: same.slice(1) }), s.token, 'request.invalid')
    const others = await s.photos(6, s.desk.token)
    await t.refused(workorder.inspect, call({ photoIds: others }), s.token, 'files.not_found')
    const signatures = await s.photos(6, s.token, 'signature')
    await t.refused(workorder.inspect, call({ photoIds: signatures }), s.token, 'files.not_found')
    await t.refused(workorder.inspect, call({ unsignedReason: undefined }), s.token, 'workorder.signature_missing')
    await t.refused(workorder.inspect, call({ signatureId: one ?? '' }), s.token, 'files.not_found')
    expect((await s.stands(s.id)).state).toBe('received')
  })

  it('wants a reason where the mileage is lower than what was read before', async () => {
    const s = await scene()
    await t.world.app.db.tx((tx) => tx.run('update vehicle set mileage_km = 30000 where id = ?', [s.driver.vehicleId]))
    const low = { params: s.params, body: await s.bodyOf() }
    await t.refused(workorder.inspect, low, s.token, 'workorder.mileage_lower')
    const body = await s.bodyOf({ mileageReason: '更换过仪表' })
    await t.ok(workorder.inspect, { params: s.params, body }, s.token)
    const [car] = await t.world.app.db.read.rows<{ km: number }>('select mileage_km as km from vehicle where id = ?', [
      s.driver.vehicleId,
    ])
    expect(Number(car?.km)).toBe(23_456)
  })

  it('is for those who take cars in, in their store', async () => {
    const s = await scene()
    const body = await s.bodyOf()
    const stranger = await given(t).staff('advisor', 'store', (await given(t).store()).id)
    await t.refused(workorder.inspect, { params: s.params, body }, stranger.token, 'workorder.not_found')
    await t.refused(workorder.inspect, { params: s.params, body }, s.dispatcher.token, 'auth.forbidden')
    await t.refused(workorder.inspect, { params: s.params, body }, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.inspect, { params: s.params, body }, undefined, 'auth.required')
  })
})
