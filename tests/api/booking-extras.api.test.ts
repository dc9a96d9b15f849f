import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, files, mobility, urlOf } from '@pitlane/contract'
import supertest from 'supertest'
import { newId } from '../../server/src/platform/id'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { smallPhoto } from '../support/media'
import { aCar, aDriver, bothWays, fetchIt, lendOne } from '../support/mobility-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function scene({ drivers = 1, cars = 1 } = {}) {
  const made = await ownerScene(t, 2)
  for (let i = 0; i < drivers; i++) await aDriver(t, made.store.id)
  for (let i = 0; i < cars; i++) await aCar(t, made.store.id)
  return made
}

const states = (table: 'trip' | 'loaner') =>
  t.world.app.db.read.rows<{ state: string; day: string; minute: number }>(
    `select state, day, starts_minute as minute from ${table} order by id`,
  )

describe('a driver and a loaner car with a booking', () => {
  it('are promised with it, and given back when it is cancelled', async () => {
    const { mine, driver } = await scene()
    const wanted = { ...bothWays, loaner: true }
    const made = await t.ok(
      booking.place,
      { body: { ...wish(mine).body, handover: 'fetch', mobility: wanted } },
      driver.token,
    )
    expect(made.handover).toBe('fetch')
    const view = await t.ok(mobility.mine, { params: { bookingId: made.id } }, driver.token)
    expect(view).toMatchObject({
      trips: [{ direction: 'fetch' }, { direction: 'return' }],
      loaner: { state: 'reserved' },
    })
    await t.ok(booking.cancel, { params: { bookingId: made.id }, body: { reason: 'other' } }, driver.token)
    expect((await states('trip')).map(({ state }) => state)).toEqual(['cancelled_by_customer', 'cancelled_by_customer'])
    expect((await states('loaner')).map(({ state }) => state)).toEqual(['cancelled'])
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
  })

  it('are not promised without the booking, nor the booking without them', async () => {
    const { mine, driver } = await scene({ drivers: 0, cars: 0 })
    const body = wish(mine).body
    const fetched = { body: { ...body, handover: 'fetch' as const, mobility: fetchIt } }
    await t.refused(booking.place, fetched, driver.token, 'mobility.no_driver')
    await t.refused(booking.place, { body: { ...body, mobility: lendOne } }, driver.token, 'mobility.no_loaner')
    expect([await rowsOf(t, 'booking'), await rowsOf(t, 'claim'), await rowsOf(t, 'trip')]).toEqual([0, 0, 0])
    expect(await t.ok(booking.place, { body }, driver.token)).toMatchObject({ handover: 'wait' })
  })

  it('move with the booking, and hold it where it was when they cannot', async () => {
    const { ids, mine, driver } = await scene()
    const placed = await t.ok(
      booking.place,
      { body: { ...wish(mine).body, handover: 'fetch', mobility: fetchIt } },
      driver.token,
    )
    const params = { bookingId: placed.id }
    const moved = await t.ok(
      booking.reschedule,
      { params, body: { version: placed.version, day: TUESDAY, minute: 780 } },
      driver.token,
    )
    expect(await states('trip')).toMatchObject([{ day: TUESDAY, minute: 690 }])

    const other = await given(t).driver()
    const same = { ...wish({ ...ids, vehicleId: other.vehicleId, minute: 900 }).body, handover: 'fetch' as const }
    await t.ok(booking.place, { body: { ...same, mobility: fetchIt } }, other.token)
    await t.refused(
      booking.reschedule,
      { params, body: { version: moved.version, day: TUESDAY, minute: 900 } },
      driver.token,
      'mobility.no_driver',
    )
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ minute: 780, version: moved.version })
    expect((await states('trip'))[0]).toMatchObject({ minute: 690 })
  })

  it('that is called off leaves the car to its owner', async () => {
    const { store, mine, driver } = await scene()
    const body = { ...wish(mine).body, handover: 'fetch' as const, mobility: bothWays }
    const placed = await t.ok(booking.place, { body }, driver.token)
    const params = { bookingId: placed.id }
    const { trips } = await t.ok(mobility.mine, { params }, driver.token)
    const handover = async () => (await t.ok(booking.one, { params }, driver.token)).handover
    for (const { id, version, direction } of [...trips].sort((a, b) => b.direction.localeCompare(a.direction))) {
      await t.ok(mobility.cancelTrip, { params: { tripId: id }, body: { version } }, driver.token)
      await t.settle()
      expect(await handover()).toBe(direction === 'fetch' ? 'leave' : 'fetch')
    }
    const desk = await given(t).staff('reception', 'store', store.id)
    const { rows } = await t.ok(board.board, { params: { storeId: store.id }, query: { day: TUESDAY } }, desk.token)
    expect(rows[0]).toMatchObject({ handover: 'leave', version: placed.version })
  })

  it('end when the store turns the booking down', async () => {
    const { store, mine, driver } = await scene()
    const placed = await t.ok(booking.place, { body: { ...wish(mine).body, mobility: lendOne } }, driver.token)
    const desk = await given(t).staff('reception', 'store', store.id)
    const body = { version: placed.version, reason: 'no_parts' as const }
    await t.ok(board.reject, { params: { bookingId: placed.id }, body }, desk.token)
    expect((await states('loaner')).map(({ state }) => state)).toEqual(['cancelled'])
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
  })
})

describe('photos with a booking', () => {
  const upload = async (token: string): Promise<string> => {
    const address = urlOf(files.upload, { query: { purpose: 'booking_remark', requestId: randomUUID() } })
    const answer = await supertest(t.url)
      .post(address)
      .set('authorization', `Bearer ${token}`)
      .set('content-type', 'image/jpeg')
      .send(await smallPhoto())
    return (answer.body as { id: string }).id
  }

  it('are kept with it, and seen by the owner and the front desk', async () => {
    const { store, mine, driver } = await scene()
    const fileIds = [await upload(driver.token)]
    const made = await t.ok(booking.place, { body: { ...wish(mine).body, fileIds } }, driver.token)
    const own = await t.ok(booking.one, { params: { bookingId: made.id } }, driver.token)
    expect(own.files?.photos).toHaveLength(1)
    const desk = await given(t).staff('reception', 'store', store.id)
    const seen = await t.ok(files.ofBooking, { params: { bookingId: made.id } }, desk.token)
    expect(seen.photos).toHaveLength(1)
    expect((await fetch(t.url + (seen.photos[0]?.thumbUrl ?? ''))).status).toBe(200)
    const elsewhere = await given(t).staff('reception', 'store', (await given(t).store()).id)
    await t.refused(files.ofBooking, { params: { bookingId: made.id } }, elsewhere.token, 'booking.not_found')
  })

  it('of somebody else, or that do not exist, refuse the booking and leave nothing', async () => {
    const { mine, driver } = await scene()
    const theirs = await upload((await given(t).owner()).token)
    for (const id of [theirs, newId()])
      await t.refused(booking.place, { body: { ...wish(mine).body, fileIds: [id] } }, driver.token, 'files.not_found')
    expect(await rowsOf(t, 'booking')).toBe(0)
  })
})
