import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, vehicle } from '@pitlane/contract'
import { HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('my bookings', () => {
  it('pages through what is to come by time and what is past by the latest', async () => {
    const { mine, driver } = await ownerScene(t)
    for (const day of ['2026-11-26', '2026-11-24', '2026-11-25'])
      await t.ok(booking.place, wish({ ...mine, day }), driver.token)
    const { items, next } = await t.ok(booking.mine, { query: { when: 'upcoming' } }, driver.token)
    expect(items.map((item) => item.day)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26'])
    expect(next).toBeNull()
    expect((await t.ok(booking.mine, { query: { when: 'past' } }, driver.token)).items).toEqual([])
  })

  it("hides another owner's booking on every verb", async () => {
    const { mine, driver } = await ownerScene(t)
    const stranger = await given(t).driver()
    const { id } = await t.ok(booking.place, wish(mine), driver.token)
    const params = { bookingId: id }
    await t.refused(booking.one, { params }, stranger.token, 'booking.not_found')
    await t.refused(booking.cancel, { params, body: { reason: 'other' } }, stranger.token, 'booking.not_found')
    await t.refused(booking.mine, { query: { when: 'upcoming', after: id } }, stranger.token, 'booking.not_found')
    expect((await t.ok(booking.mine, { query: { when: 'upcoming' } }, stranger.token)).items).toEqual([])
  })
})

describe('POST /api/me/bookings/:id/cancellation', () => {
  it('is possible up to the cut-off and not a moment later', async () => {
    const { mine, driver } = await ownerScene(t)
    const { id } = await t.ok(booking.place, wish(mine), driver.token)
    const call = { params: { bookingId: id }, body: { reason: 'plan_changed' as const } }
    const token = await freshToken(driver.customerId, 23 * HOUR_MS)
    await t.refused(booking.cancel, call, token, 'booking.too_late_to_cancel')
    const early = await freshToken(driver.customerId, -1 * MINUTE_MS)
    const cancelled = await t.ok(booking.cancel, call, early)
    expect(cancelled).toMatchObject({ state: 'cancelled', closingNote: '行程有变', cancelUntil: null })
  })

  it('changes nothing the second time, nor for three taps at once', async () => {
    const { mine, driver } = await ownerScene(t)
    const { id } = await t.ok(booking.place, wish(mine), driver.token)
    const call = { params: { bookingId: id }, body: { reason: 'other' as const } }
    const answers = await Promise.all([1, 2, 3].map(() => t.ok(booking.cancel, call, driver.token)))
    expect(answers.map((answer) => [answer.state, answer.version])).toEqual([1, 2, 3].map(() => ['cancelled', 2]))
    await t.settle()
    expect(await rowsOf(t, 'claim')).toBe(0)
    const [order] = await t.world.app.db.read.rows<{ state: string }>('select state from workorder')
    expect(order?.state).toBe('cancelled')
  })

  it('lets the car leave the garage again', async () => {
    const { mine, driver } = await ownerScene(t)
    const { id } = await t.ok(booking.place, wish(mine), driver.token)
    const params = { vehicleId: driver.vehicleId }
    await t.refused(vehicle.remove, { params }, driver.token, 'vehicle.has_booking')
    await t.ok(booking.cancel, { params: { bookingId: id }, body: { reason: 'other' } }, driver.token)
    await t.ok(vehicle.remove, { params }, driver.token)
  })
})

/** Moves the clock and logs the owner in again: access tokens live ten minutes. */
async function freshToken(customerId: string, passMs: number): Promise<string> {
  t.clock.pass(passMs)
  const { openSession, tokensOf } = await import('../../server/src/modules/identity')
  const request = { id: 'test', address: '127.0.0.1', userAgent: 'jest' }
  const { app } = t.world
  const session = await app.db.tx((tx) => openSession(tx, t.clock.now(), { kind: 'customer', id: customerId }, request))
  return (await tokensOf(app, session)).accessToken
}

describe('no-shows', () => {
  it('are swept half an hour after the slot, and give the capacity back', async () => {
    const { mine, driver } = await ownerScene(t)
    const { id } = await t.ok(booking.place, wish(mine), driver.token)
    t.clock.set('2026-11-24T02:29:00Z')
    await t.settle()
    const before = await freshToken(driver.customerId, 0)
    expect((await t.ok(booking.one, { params: { bookingId: id } }, before)).state).toBe('placed')
    t.clock.set('2026-11-24T02:30:00Z')
    await t.settle()
    const after = await freshToken(driver.customerId, 0)
    expect(await t.ok(booking.one, { params: { bookingId: id } }, after)).toMatchObject({
      state: 'no_show',
      closingNote: '超过预约时间未到店',
    })
    expect(await rowsOf(t, 'claim')).toBe(0)
  })
})
