import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, desk, resources } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { workshop } from '../support/healing-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('the nightly audit of claims', () => {
  it('finds nothing after a busy day of bookings, moves, cancellations and holds', async () => {
    const { ids } = await ownerScene(t, 3)
    const drivers = await Promise.all(Array.from({ length: 30 }, () => given(t).driver()))
    await Promise.all(
      drivers.map(async (d, i) => {
        const call = wish({ ...ids, vehicleId: d.vehicleId, minute: 540 + 30 * (i % 16) })
        if (i % 5 === 4) {
          const { remark: _, ...body } = call.body
          return t.call(booking.hold, { body }, d.token)
        }
        const placed = await t.call(booking.place, call, d.token)
        if (placed.status !== 200) return placed
        const params = { bookingId: placed.body.id }
        if (i % 3 === 0) return t.call(booking.cancel, { params, body: { reason: 'other' } }, d.token)
        const to = { version: placed.body.version, day: '2026-11-26', minute: 540 + 30 * i }
        return i % 3 === 1 ? t.call(booking.reschedule, { params, body: to }, d.token) : placed
      }),
    )
    expect(await auditClaims(t.world.app)).toBe(0)
    expect(await t.world.app.metrics.registry.getSingleMetricAsString('pitlane_claim_differences')).toMatch(/ 0$/)
  })

  it('finds a claim too few and a claim too many, and tells the metric', async () => {
    const { mine, driver } = await ownerScene(t)
    await t.ok(booking.place, wish(mine), driver.token)
    await t.world.app.db.tx(async (tx) => {
      await tx.put('delete from claim where cell = 40')
      await tx.put('update claim set cell = 60 where cell = 43')
    })
    expect(await auditClaims(t.world.app)).toBe(6)
    expect(await t.world.app.metrics.registry.getSingleMetricAsString('pitlane_claim_differences')).toMatch(/ 6$/)
  })
})

describe('hours that are over', () => {
  const claimsOn = (bookingId: string) =>
    t.world.app.db.read.rows<{ day: string; cell: number }>(
      'select distinct day, cell from claim where booking_id = ? order by day, cell',
      [bookingId],
    )

  it('are looked at as well: those of today and of yesterday', async () => {
    const shop = await workshop(t, 2)
    const car = await shop.book(600)
    await shop.book(600, { day: TUESDAY })
    await shop.arrive(car.id)
    shop.at(900)
    await shop.replan(car.id, 0)
    expect(await shop.differences()).toBe(0)
    await t.world.app.db.tx((tx) => tx.put('delete from claim where day = ? and cell = 41', [TODAY]))
    expect(await shop.differences()).toBe(2)
    t.clock.set('2026-11-24T10:00:00Z')
    expect(await shop.differences()).toBe(2)
    await t.world.app.db.tx((tx) => tx.put('update claim set cell = 80 where day = ? and cell = 42', [TUESDAY]))
    expect(await shop.differences()).toBe(6)
    t.clock.set('2026-11-25T10:00:00Z')
    expect(await shop.differences()).toBe(4)
    t.clock.set('2026-11-26T10:00:00Z')
    expect(await shop.differences()).toBe(0)
  })

  it('hold nothing of a car that had lost its seat then, wherever it has another one now', async () => {
    const shop = await workshop(t)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    shop.at(650)
    await shop.replan(first.id, 180)
    expect(await shop.row(next.id)).toMatchObject({ isUnseated: true })
    // Its own hour has come and gone before there is a place for it.
    shop.at(750)
    expect([await claimsOn(next.id), await shop.differences()]).toEqual([[], 0])
    await shop.replan(first.id, 0)
    await t.settle()
    const { isUnseated, version } = await shop.row(next.id)
    expect([isUnseated, await claimsOn(next.id), await shop.differences()]).toEqual([true, [], 0])
    const body = { version, day: TUESDAY, minute: 600, steps: [], isOvernight: false, dryRun: false }
    const moved = await t.ok(desk.move, { params: { bookingId: next.id }, body }, await shop.token())
    expect(moved).toMatchObject({ isMoved: true })
    expect(await claimsOn(next.id)).toEqual([40, 41, 42, 43].map((cell) => ({ day: TUESDAY, cell })))
    expect(await shop.row(next.id, TUESDAY)).toMatchObject({ isUnseated: false })
    expect(await shop.differences()).toBe(0)
    t.clock.set('2026-11-24T10:00:00Z')
    expect(await shop.differences()).toBe(0)
  })

  it('are kept of a car that was worked on and goes on another day, also when it loses that place', async () => {
    const shop = await workshop(t)
    const car = await shop.book(960)
    await shop.arrive(car.id)
    shop.at(1000)
    expect(await shop.replan(car.id, 240)).toMatchObject({ endDay: TUESDAY })
    const worked = (await claimsOn(car.id)).filter(({ day }) => day === TODAY)
    expect(worked.length).toBeGreaterThan(3)
    expect(await shop.differences()).toBe(0)
    const manager = await given(t).staff('svc_mgr', 'store', shop.store.id)
    const bays = await t.world.app.db.read.rows<{ id: string }>('select id from bay where store_id = ?', [
      shop.store.id,
    ])
    const { version } = await t.ok(resources.read, { params: shop.params }, manager.token)
    const change = {
      ...{ kind: 'add_bay_outage' as const, bayId: bays[0]?.id ?? '', fromDay: TUESDAY, toDay: TUESDAY },
      ...{ startsMinute: 0, endsMinute: 1440, reason: '举升机故障' },
    }
    const seen = (
      await t.ok(resources.previewChange, { params: shop.params, body: { version, change } }, manager.token)
    ).affected.length
    const body = { version, affectedSeen: seen, change }
    await t.ok(resources.saveChange, { params: shop.params, body }, manager.token)
    await t.settle()
    expect((await claimsOn(car.id)).filter(({ day }) => day === TODAY)).toEqual(worked)
    expect(await shop.differences()).toBe(0)
    t.clock.set('2026-11-24T10:00:00Z')
    expect(await shop.differences()).toBe(0)
  })
})
