import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, sharing } from '@pitlane/contract'
import { checkInCodeOf } from '../../server/src/modules/booking/check-in-code'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** Monday at the store: 12:00 is `2026-11-23T04:00:00.000Z`. */
const at = (hour: number, minute = 0) => t.clock.set(new Date(Date.UTC(2026, 10, 23, hour - 8, minute)).toISOString())

/** A store that confirms by itself unless told otherwise, an owner, and a booking of today at 12:00. */
async function scene({ isAutoConfirm = true } = {}) {
  const store = await given(t).store({ bays: 3, technicians: 3, isAutoConfirm })
  const service = await given(t).service(store.id)
  const driver = await given(t).driver()
  const ids = { storeId: store.id, serviceIds: service.id }
  const call = wish({ ...ids, vehicleId: driver.vehicleId, day: TODAY, minute: 720 })
  const placed = await t.ok(booking.place, call, driver.token)
  const token = () => given(t).freshToken({ kind: 'customer', id: driver.customerId })
  return { store, ids, driver, placed, token, code: checkInCodeOf(t.world.app, store.id) }
}

/** A second car of the owner, booked today at 13:00. */
async function secondCar({ ids, driver }: Awaited<ReturnType<typeof scene>>) {
  const car = await given(t).vehicle(driver.customerId)
  return t.ok(booking.place, wish({ ...ids, vehicleId: car.id, day: TODAY, minute: 780 }), driver.token)
}

const entries = (action: string) =>
  t.world.app.db.read.rows<{ actor_kind: string; subject_id: string }>(
    'select actor_kind, subject_id from audit_log where action = ?',
    [action],
  )

describe('checking in at the entrance', () => {
  it('brings the booking of today in, for the owner and for the front desk, and is written down as the customer’s', async () => {
    const { store, placed, code, token } = await scene()
    at(11, 30)
    const mine = await token()
    const answer = await t.ok(sharing.checkIn, { body: { code } }, mine)
    expect(answer).toMatchObject({ booking: { id: placed.id, state: 'arrived', version: 2 }, choices: [] })
    expect(await t.ok(booking.one, { params: { bookingId: placed.id } }, mine)).toMatchObject({ state: 'arrived' })
    const desk = await given(t).staff('reception', 'store', store.id)
    const rows = (await t.ok(board.board, { params: { storeId: store.id }, query: { day: TODAY } }, desk.token)).rows
    expect(rows).toMatchObject([{ id: placed.id, state: 'arrived' }])
    expect(await entries('booking.check_in')).toEqual([{ actor_kind: 'customer', subject_id: placed.id }])
  })

  it('twice, or both taps at once, is once', async () => {
    const { placed, code, token } = await scene()
    at(12)
    const mine = await token()
    const answers = await Promise.all([1, 2, 3].map(() => t.ok(sharing.checkIn, { body: { code } }, mine)))
    answers.push(await t.ok(sharing.checkIn, { body: { code } }, mine))
    for (const { booking: seen } of answers) expect(seen).toMatchObject({ id: placed.id, state: 'arrived', version: 2 })
    expect(await entries('booking.check_in')).toHaveLength(1)
  })

  it('opens 60 minutes before the time, not a moment sooner', async () => {
    const { code, token } = await scene()
    at(10, 59)
    const mine = await token()
    const refused = await t.refused(sharing.checkIn, { body: { code } }, mine, 'booking.check_in_early')
    expect(refused.data).toEqual({ from: '2026-11-23T03:00:00.000Z' })
    at(11)
    expect(await t.ok(sharing.checkIn, { body: { code } }, mine)).toMatchObject({ booking: { state: 'arrived' } })
  })

  it('takes a car that was given up on the same day after all', async () => {
    const { code, token, placed } = await scene()
    at(12, 31)
    await t.settle()
    const mine = await token()
    expect(await t.ok(booking.one, { params: { bookingId: placed.id } }, mine)).toMatchObject({ state: 'no_show' })
    expect(await t.ok(sharing.checkIn, { body: { code } }, mine)).toMatchObject({ booking: { state: 'arrived' } })
  })

  it('with two cars asks which one; then each, and then there is nothing left to ask', async () => {
    const s = await scene()
    const other = await secondCar(s)
    at(12, 10)
    const mine = await s.token()
    const asked = await t.ok(sharing.checkIn, { body: { code: s.code } }, mine)
    expect(asked.booking).toBeNull()
    expect(asked.choices.map(({ id }) => id)).toEqual([s.placed.id, other.id])
    const named = { code: s.code, bookingId: other.id }
    expect(await t.ok(sharing.checkIn, { body: named }, mine)).toMatchObject({ booking: { id: other.id }, choices: [] })
    expect(await t.ok(sharing.checkIn, { body: named }, mine)).toMatchObject({ booking: { id: other.id } })
    expect(await t.ok(sharing.checkIn, { body: { code: s.code } }, mine)).toMatchObject({
      booking: { id: s.placed.id, state: 'arrived' },
    })
  })
})

it('a car whose time is hours away does not get in the way of the one that is here', async () => {
  const s = await scene()
  const car = await given(t).vehicle(s.driver.customerId)
  const late = await t.ok(booking.place, wish({ ...s.ids, vehicleId: car.id, day: TODAY, minute: 960 }), s.driver.token)
  at(12, 10)
  const mine = await s.token()
  for (let i = 0; i < 2; i++)
    expect(await t.ok(sharing.checkIn, { body: { code: s.code } }, mine)).toMatchObject({
      booking: { id: s.placed.id },
    })
  const named = { code: s.code, bookingId: late.id }
  await t.refused(sharing.checkIn, { body: named }, mine, 'booking.check_in_early')
})

describe('what is refused', () => {
  it('a code that no poster of ours says', async () => {
    const { code, token } = await scene()
    at(12)
    const mine = await token()
    const forged = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [forged, 'https://example.com/', 'x'])
      await t.refused(sharing.checkIn, { body: { code: wrong } }, mine, 'booking.check_in_code_wrong')
    await t.refused(sharing.checkIn, { body: { code: ' ' } }, mine, 'request.invalid')
  })

  it('a booking that the store has not confirmed; it stays as it is', async () => {
    const { code, token, placed } = await scene({ isAutoConfirm: false })
    at(12)
    const mine = await token()
    await t.refused(sharing.checkIn, { body: { code } }, mine, 'booking.check_in_unconfirmed')
    expect(await t.ok(booking.one, { params: { bookingId: placed.id } }, mine)).toMatchObject({ state: 'placed' })
  })

  it('the code of another store, another day, a cancelled booking', async () => {
    const { code, token, placed } = await scene()
    const elsewhere = checkInCodeOf(t.world.app, (await given(t).store()).id)
    at(9, 30)
    const mine = await token()
    await t.refused(sharing.checkIn, { body: { code: elsewhere } }, mine, 'booking.check_in_none')
    const params = { bookingId: placed.id }
    await t.ok(booking.cancel, { params, body: { reason: 'plan_changed' } }, mine)
    await t.refused(sharing.checkIn, { body: { code } }, mine, 'booking.check_in_none')
    t.clock.set('2026-11-24T04:00:00.000Z')
    await t.refused(sharing.checkIn, { body: { code } }, await token(), 'booking.check_in_none')
  })

  it('somebody else’s booking, by its id or without, and anybody who is not an owner', async () => {
    const { code, placed, store } = await scene()
    at(12)
    const stranger = await given(t).driver()
    const body = { code, bookingId: placed.id }
    await t.refused(sharing.checkIn, { body }, stranger.token, 'booking.check_in_none')
    await t.refused(sharing.checkIn, { body: { code } }, stranger.token, 'booking.check_in_none')
    await t.refused(sharing.checkIn, { body }, undefined, 'auth.required')
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(sharing.checkIn, { body }, desk.token, 'auth.forbidden')
  })
})
