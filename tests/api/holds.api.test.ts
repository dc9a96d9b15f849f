import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, slotsAt, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** Shorter than a log-in lasts. */
const brief = { holdMinutes: 4 }
const HOLD_MS = 4 * MINUTE_MS

/** A hold asks for the same as a booking, without a remark. */
const asHold = ({ body: { remark: _, ...body } }: ReturnType<typeof wish>) => ({ body })

describe('a held time', () => {
  it('is taken for everybody else, and becomes the booking of its owner', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    const other = await given(t).driver()
    const { holdId, heldUntil } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    expect(new Date(heldUntil).getTime()).toBe(t.clock.now().getTime() + HOLD_MS)
    expect((await slotsAt(t, ids, 600))?.level).toBe('full')
    await t.refused(booking.place, wish({ ...ids, vehicleId: other.vehicleId }), other.token, 'booking.slot_taken')
    const placed = await t.ok(booking.place, { body: { ...wish(mine).body, holdId, remark: '请轻一点' } }, driver.token)
    expect(placed).toMatchObject({ id: holdId, state: 'placed', remark: '请轻一点' })
    expect(await rowsOf(t, 'claim')).toBe(8)
    t.clock.pass(HOLD_MS + MINUTE_MS)
    await t.settle()
    expect((await slotsAt(t, ids, 600))?.level).toBe('full')
    expect((await t.ok(booking.one, { params: { bookingId: holdId } }, driver.token)).state).toBe('placed')
  })

  it('answers two identical taps with one booking', async () => {
    const { mine, driver } = await ownerScene(t, 1, brief)
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    const call = { body: { ...wish(mine).body, holdId } }
    const answers = await Promise.all([1, 2, 3].map(() => t.ok(booking.place, call, driver.token)))
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([holdId]))
    expect(await rowsOf(t, 'booking')).toBe(1)
  })

  it('is free again when its time is up, whether a worker has cleared it away or not', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    const other = await given(t).driver()
    await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    t.clock.pass(HOLD_MS)
    await t.ok(booking.place, wish({ ...ids, vehicleId: other.vehicleId }), other.token)
    await t.settle()
    expect(await rowsOf(t, 'claim')).toBe(8)
    expect(await rowsOf(t, 'vehicle_hold')).toBe(1)
  })

  it('is cleared away by its job, its car and cells with it', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    t.clock.pass(HOLD_MS)
    await t.settle()
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    expect([await rowsOf(t, 'claim'), await rowsOf(t, 'vehicle_hold')]).toEqual([0, 0])
  })

  it('that ended still leads to a booking, as long as the time is free', async () => {
    const { mine, driver } = await ownerScene(t, 1, brief)
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    t.clock.pass(HOLD_MS + MINUTE_MS)
    const placed = await t.ok(booking.place, { body: { ...wish(mine).body, holdId } }, driver.token)
    expect(placed.state).toBe('placed')
    expect(placed.id).not.toBe(holdId)
  })

  it('gives way when its owner holds another time, or books another', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    await t.ok(booking.hold, asHold(wish({ ...mine, minute: 720 })), driver.token)
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    await t.ok(booking.place, wish({ ...mine, minute: 900 }), driver.token)
    expect((await slotsAt(t, ids, 720))?.free).toBe(1)
    expect(await rowsOf(t, 'claim')).toBe(8)
  })

  it('may be taken with another car, and for other services only after all', async () => {
    const { store, ids, mine, driver } = await ownerScene(t, 1, brief)
    const second = await given(t).vehicle(driver.customerId, {})
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    const longer = await given(t).service(store.id, { bayMinutes: 90 })
    const other = { ...wish({ ...mine, vehicleId: second.id }).body, serviceIds: [longer.id], holdId }
    const placed = await t.ok(booking.place, { body: other }, driver.token)
    expect(placed).toMatchObject({ vehicleId: second.id, minute: 600, endMinute: 690 })
    expect(await rowsOf(t, 'vehicle_hold')).toBe(1)
    expect((await slotsAt(t, ids, 690))?.free).toBe(1)
  })

  it('can be given back, by its owner only, as often as they like', async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    const other = await given(t).driver()
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    const params = { holdId }
    await t.refused(booking.releaseHold, { params }, other.token, 'booking.not_found')
    await t.refused(booking.releaseHold, { params }, undefined, 'auth.required')
    await t.ok(booking.releaseHold, { params }, driver.token)
    await t.ok(booking.releaseHold, { params }, driver.token)
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
  })

  it("is no use to somebody else, and nobody's booking is ended by giving it back", async () => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    const other = await given(t).driver()
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    const theft = { body: { ...wish({ ...ids, vehicleId: other.vehicleId }).body, holdId } }
    await t.refused(booking.place, theft, other.token, 'booking.slot_taken')
    const placed = await t.ok(booking.place, { body: { ...wish(mine).body, holdId } }, driver.token)
    await t.ok(booking.releaseHold, { params: { holdId: placed.id } }, driver.token)
    expect((await t.ok(booking.one, { params: { bookingId: placed.id } }, driver.token)).state).toBe('placed')
  })

  it.each([0, 1, 2, 3, 4, 5])('never lets two in at the second in which it ends, round %i', async (round) => {
    const { ids, mine, driver } = await ownerScene(t, 1, brief)
    const rival = await given(t).driver()
    const { holdId } = await t.ok(booking.hold, asHold(wish(mine)), driver.token)
    t.clock.pass(HOLD_MS - (round % 2))
    const [first, second] = await Promise.all([
      t.call(booking.place, { body: { ...wish(mine).body, holdId } }, driver.token),
      t.call(booking.place, wish({ ...ids, vehicleId: rival.vehicleId }), rival.token),
      t.settle(),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    expect(await rowsOf(t, 'claim')).toBe(8)
  })
})
