import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { Booking, BookingStep } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { FROM_NOON, floorScene, minutes } from '../support/floor-scene'
import { once, quoteOf } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

/** Forty minutes more that the owner has agreed to. */
async function agree(s: Scene, workorderId: string) {
  const found = { title: '前制动片过薄', severity: 'yellow' as const, finding: '磨损到极限', measure: null }
  const proposal = { ...once(), ...found, photoIds: await s.photos(1, s.first.token) }
  const at = { params: { workorderId } }
  const { id: addonId } = await t.ok(workorder.proposeAddon, { ...at, body: proposal }, s.first.token)
  const [labour] = quoteOf(t, null).lines
  const price = {
    ...{ ...once(), version: 1, lines: [{ ...labour!, name: '更换前制动片', minutes: 40 }], extraMinutes: 40 },
    ...{ newPromiseAt: new Date(t.clock.now().getTime() + minutes(420)).toISOString(), recheckHint: '' },
  }
  await t.ok(workorder.priceAddon, { params: { addonId }, body: price }, s.advisor.token)
  const { snapshotHash } = await s.addonOf(addonId)
  const answer = { ...once(), snapshotHash: snapshotHash ?? '', approved: [0], isRiskAccepted: false }
  await t.ok(workorder.decideAddon, { params: { addonId }, body: answer }, s.driver.token)
  await t.settle()
}

const workOf = async ({ bookingId }: { bookingId: string }) =>
  (await t.world.app.db.read.find(BookingStep, { where: { bookingId, kind: 'work' }, order: { ordinal: 'ASC' } })).map(
    ({ startsMinute, endsMinute }) => [startsMinute, endsMinute],
  )
const planned = async () =>
  (
    await t.world.app.db.read.rows<{ text: string }>(
      "select staff_text as text from workorder_entry where kind = 'addon_planned'",
    )
  ).map(({ text }) => text)

describe('an add-on that was agreed to', () => {
  it('takes its time in the plan of the day, and says so to the staff once', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id } = await s.working()
    const car = await s.stands(id)
    const before = await workOf(car)
    await agree(s, id)
    // An hour of the first job and forty minutes, in quarters of an hour.
    expect([before, await workOf(car)]).toEqual([[[720, 780]], [[720, 825]]])
    expect(await planned()).toEqual([
      expect.stringMatching(/^增项「前制动片过薄」已排入计划：还需施工 100 分钟，排到 11月23日 1[34]:\d\d$/),
    ])
    expect(await auditClaims(t.world.app)).toBe(0)
    expect((await s.told(id)).join()).not.toContain('排入计划')
  })

  it('makes who comes after it change seats or wait', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id } = await s.working()
    const { bookingId } = await s.stands((await s.dispatched(await s.another(780))).id)
    await agree(s, id)
    expect((await planned())[0]).toMatch(/；1 台(调座|推迟)/)
    expect(await workOf({ bookingId })).toHaveLength(1)
    expect(await auditClaims(t.world.app)).toBe(0)
  })

  it('takes up the plan again of a car whose work was over', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id } = await s.done()
    await t.settle()
    const { bookingId } = await s.stands(id)
    const booking = () => t.world.app.db.read.findOne(Booking, { id: bookingId })
    expect((await booking())?.finishedAt).not.toBeNull()
    await agree(s, id)
    expect((await booking())?.finishedAt).toBeNull()
    expect((await planned())[0]).toContain('还需施工 40 分钟')
    expect(await auditClaims(t.world.app)).toBe(0)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
  })
})
