import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, sharing } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A booking on Tuesday at 10:00, its owner, and how to speak of it. */
async function scene() {
  const { driver, mine, store } = await ownerScene(t, 2)
  const placed = await t.ok(booking.place, wish({ ...mine, remark: '刹车有异响' }), driver.token)
  const params = { bookingId: placed.id }
  return { driver, store, placed, params, mine }
}

const linkOf = async (params: { bookingId: string }, token: string) => t.ok(sharing.share, { params }, token)
const open = (token: string) => t.ok(sharing.shared, { params: { token } })
const closed = (token: string) => t.refused(sharing.shared, { params: { token } }, undefined, 'booking.share_over')

describe('a link for the family', () => {
  it('shows where and when without a log-in, and nothing of whose it is or what it costs', async () => {
    const { driver, store, placed, params } = await scene()
    const { token, until } = await linkOf(params, driver.token)
    expect(token).toMatch(/^[\w-]{32}$/)
    expect(until).toBe('2026-11-25T16:00:00.000Z')
    const seen = await open(token)
    expect(seen).toEqual({
      ...{ state: 'placed', storeName: store.name, storeAddress: store.address, storePhone: store.phone },
      ...{ latitude: store.latitude, longitude: store.longitude, day: TUESDAY, minute: 600, endMinute: 660 },
      ...{ startsAt: placed.startsAt, services: ['小保养'], vehicleName: placed.vehicleName, handover: 'wait' },
      ...{ maskedPlate: expect.stringMatching(/\*/), delayMinutes: null, ready: null },
    })
    const words = JSON.stringify(seen)
    for (const secret of [
      driver.name,
      driver.phone ?? '',
      driver.plate,
      placed.number,
      placed.id,
      '刹车有异响',
      '48000',
    ])
      expect(words).not.toContain(secret)
  })

  it('keeps only a hash of what is in it', async () => {
    const { driver, params } = await scene()
    const { token } = await linkOf(params, driver.token)
    const rows = await t.world.app.db.read.rows<Record<string, unknown>>('select * from booking_share', [])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('follows the booking: confirmed, moved to another day, cancelled', async () => {
    const { driver, placed, params } = await scene()
    const { token } = await linkOf(params, driver.token)
    const body = { version: placed.version, day: '2026-11-27', minute: 660 }
    await t.ok(booking.reschedule, { params, body }, driver.token)
    expect(await open(token)).toMatchObject({ day: '2026-11-27', minute: 660 })
    t.clock.set('2026-11-26T16:00:00.000Z')
    expect(await open(token)).toMatchObject({ day: '2026-11-27' })
    const fresh = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    await t.ok(booking.cancel, { params, body: { reason: 'plan_changed' } }, fresh)
    expect(await open(token)).toMatchObject({ state: 'cancelled' })
    await t.refused(sharing.share, { params }, fresh, 'booking.share_over')
  })

  it('ends with the day after the visit', async () => {
    const { driver, params } = await scene()
    const { token } = await linkOf(params, driver.token)
    t.clock.set('2026-11-25T15:59:59.999Z')
    await open(token)
    t.clock.set('2026-11-25T16:00:00.000Z')
    await closed(token)
    const fresh = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    await t.refused(sharing.share, { params }, fresh, 'booking.share_over')
    expect(await t.ok(sharing.shares, { params }, fresh)).toMatchObject({ open: 0 })
  })

  it('and all others of the booking end when the owner says so; a new one opens again', async () => {
    const { driver, params } = await scene()
    const [first, second] = [await linkOf(params, driver.token), await linkOf(params, driver.token)]
    expect(await t.ok(sharing.shares, { params }, driver.token)).toEqual({ open: 2, until: first.until })
    await t.ok(sharing.revoke, { params }, driver.token)
    await t.ok(sharing.revoke, { params }, driver.token)
    await closed(first.token)
    await closed(second.token)
    expect(await t.ok(sharing.shares, { params }, driver.token)).toMatchObject({ open: 0 })
    await open((await linkOf(params, driver.token)).token)
    const [audited] = await t.world.app.db.read.rows<{ n: number }>(
      `select count(*) as n from audit_log where action in ('booking.share', 'booking.unshare')`,
      [],
    )
    expect(Number(audited?.n)).toBe(4)
  })

  it('is made ten times, not more', async () => {
    const { driver, params } = await scene()
    for (let i = 0; i < 10; i++) await linkOf(params, driver.token)
    await t.refused(sharing.share, { params }, driver.token, 'booking.share_too_many')
    expect(await rowsOf(t, 'booking_share')).toBe(10)
  })
})

describe('who may not', () => {
  it('somebody else’s booking does not exist, for sharing, looking and ending alike', async () => {
    const { driver, params } = await scene()
    const { token } = await linkOf(params, driver.token)
    const stranger = await given(t).driver()
    for (const endpoint of [sharing.share, sharing.shares, sharing.revoke] as const)
      await t.refused(endpoint, { params }, stranger.token, 'booking.not_found')
    await open(token)
  })

  it('nobody without a log-in, and no member of staff', async () => {
    const { store, params } = await scene()
    await t.refused(sharing.share, { params }, undefined, 'auth.required')
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(sharing.share, { params }, desk.token, 'auth.forbidden')
  })

  it('guesses answer like links that have ended, and not for long', async () => {
    await closed('A'.repeat(32))
    await t.refused(sharing.shared, { params: { token: 'short' } }, undefined, 'request.invalid')
    for (let i = 0; i < 58; i++) await closed(`${i}`.padStart(32, 'x'))
    await t.refused(sharing.shared, { params: { token: 'A'.repeat(32) } }, undefined, 'request.too_many')
  })
})
