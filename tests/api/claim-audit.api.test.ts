import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, wish } from '../support/booking-scene'
import { given } from '../support/given'

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
