import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { workshop } from '../support/healing-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const plan = ({ steps }: board.BoardRow) => steps.map((step) => [step.kind, step.day, step.minute, step.endMinute])

/** A workshop with check and wash, and a job of three hours. */
async function scene(capacity = 1) {
  const shop = await workshop(t, capacity, { qcMinutes: 15, washMinutes: 15 })
  await given(t).bay(shop.store.id, { name: '终检', type: 'qc' })
  await given(t).bay(shop.store.id, { name: '洗车', type: 'wash' })
  await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
  const long = await given(t).service(shop.store.id, { name: '大保养', bayMinutes: 180 })
  return { ...shop, long }
}

describe('a visit that is not done by closing', () => {
  it('is refused by itself', async () => {
    const shop = await scene()
    const at = { day: TODAY, minute: 990 }
    await expect(shop.book(990, { serviceIds: [shop.long.id] })).rejects.toThrow('booking.slot_closed')
    const car = await shop.book(600, { serviceIds: [shop.long.id] })
    const body = { version: car.version, ...at }
    const moved = await t.ok(desk.move, { params: { bookingId: car.id }, body }, await shop.token())
    expect(moved).toEqual({ isMoved: false, refusals: ['outside_hours'], standing: null })
  })

  it('stays overnight when staff say so: cut at closing, on the same bay in the morning, checked after it', async () => {
    const shop = await scene(2)
    const car = await shop.book(990, { serviceIds: [shop.long.id], isOvernight: true })
    const today = await shop.row(car.id)
    expect(plan(today)).toEqual([
      ...[
        ['work', TODAY, 990, 1080],
        ['work', TUESDAY, 540, 630],
      ],
      ...[
        ['qc', TUESDAY, 630, 645],
        ['wash', TUESDAY, 645, 660],
      ],
    ])
    expect(today).toMatchObject({ day: TODAY, minute: 990, endMinute: 1080, lastDay: TUESDAY, serviceName: '大保养' })
    expect(today.steps[1]?.bayId).toBe(today.steps[0]?.bayId)
    expect((await shop.rows(TUESDAY)).map(({ id }) => id)).toEqual([car.id])
    const ids = { storeId: shop.store.id, serviceIds: shop.service.id }
    expect((await slotsAt(t, ids, 540))?.free).toBe(1)
    expect(await shop.differences()).toBe(0)
  })

  it('is paid once', async () => {
    const shop = await scene()
    const car = await shop.book(990, { serviceIds: [shop.long.id], isOvernight: true })
    const [row] = await t.world.app.db.read.rows<{ price: number }>(
      'select price_fen as price from booking where id = ?',
      [car.id],
    )
    expect(Number(row?.price)).toBe(48_000)
  })

  it('makes others change bays in the morning, and delays nobody', async () => {
    const shop = await scene()
    await given(t).bay(shop.store.id, { name: '快保 2 号' })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    await shop.book(540, { day: TUESDAY })
    // One person for both: in the morning the first car goes first, and this one after it.
    const car = await shop.book(990, { serviceIds: [shop.long.id], isOvernight: true })
    expect(plan(await shop.row(car.id))[1]).toEqual(['work', TUESDAY, 600, 690])
    expect((await shop.rows(TUESDAY)).map(({ delayMinutes }) => delayMinutes)).toEqual([null, null])
    expect(await shop.differences()).toBe(0)
  })

  it('goes on over several days, and not on a day that is closed', async () => {
    const shop = await scene()
    const huge = await given(t).service(shop.store.id, { name: '大修', bayMinutes: 720 })
    await t.world.app.db.tx((tx) =>
      tx.put('update store_day set is_open = 0, version = version + 1 where store_id = ? and day = ?', [
        shop.store.id,
        TUESDAY,
      ]),
    )
    const car = await shop.book(960, { serviceIds: [huge.id], isOvernight: true })
    const row = await shop.row(car.id)
    expect(plan(row)).toEqual([
      ...[
        ['work', TODAY, 960, 1080],
        ['work', '2026-11-25', 540, 1080],
        ['work', '2026-11-26', 540, 600],
      ],
      ...[
        ['qc', '2026-11-26', 600, 615],
        ['wash', '2026-11-26', 615, 630],
      ],
    ])
    expect(await shop.differences()).toBe(0)
  })

  it('gives the cells of all days back when it is cancelled', async () => {
    const shop = await scene()
    const car = await shop.book(990, { serviceIds: [shop.long.id], isOvernight: true })
    expect(await rowsOf(t, 'claim')).toBe(12 + 12 + 2)
    const body = { version: car.version, by: 'customer' as const, note: '不来了' }
    await t.ok(board.cancelForCustomer, { params: { bookingId: car.id }, body }, await shop.token())
    expect(await rowsOf(t, 'claim')).toBe(0)
    const ids = { storeId: shop.store.id, serviceIds: shop.service.id }
    expect((await slotsAt(t, ids, 540))?.free).toBe(1)
    expect(await shop.rows(TUESDAY)).toEqual([])
  })

  it('is moved overnight, and back into one day', async () => {
    const shop = await scene()
    const car = await shop.book(600, { serviceIds: [shop.long.id] })
    const params = { bookingId: car.id }
    const there = { version: car.version, day: TODAY, minute: 960, isOvernight: true }
    const looked = await t.ok(desk.move, { params, body: { ...there, dryRun: true } }, await shop.token())
    expect(looked).toEqual({ isMoved: false, refusals: [], standing: null })
    const moved = await t.ok(desk.move, { params, body: there }, await shop.token())
    expect(await shop.row(car.id)).toMatchObject({ minute: 960, lastDay: TUESDAY })
    expect(await shop.differences()).toBe(0)
    const back = { version: moved.standing?.version ?? 0, day: TODAY, minute: 600 }
    await t.ok(desk.move, { params, body: back }, await shop.token())
    expect(await shop.row(car.id)).toMatchObject({ minute: 600, lastDay: null })
    expect(await shop.rows(TUESDAY)).toEqual([])
    expect(await shop.differences()).toBe(0)
  })

  it('takes in a car that just came, as early as its work can begin', async () => {
    const shop = await scene()
    shop.at(1000)
    const car = await shop.book(0, {
      ...{ serviceIds: [shop.long.id], channel: 'walk_in', at: undefined, isOvernight: true },
    })
    expect(car).toMatchObject({ state: 'arrived', day: TODAY, minute: 990 })
    expect(await shop.row(car.id)).toMatchObject({ lastDay: TUESDAY })
  })

  it('is not offered to owners', async () => {
    const shop = await scene()
    const driver = await given(t).driver()
    const ids = { storeId: shop.store.id, serviceIds: shop.long.id, vehicleId: driver.vehicleId }
    await t.refused(booking.place, wish({ ...ids, day: TODAY, minute: 990 }), driver.token, 'booking.slot_closed')
  })

  it('keeps its morning: nobody else is booked into it, whoever asks at once', async () => {
    const shop = await scene()
    const drivers = await Promise.all(Array.from({ length: 6 }, () => given(t).driver()))
    const [car] = await Promise.all([
      shop.book(990, { serviceIds: [shop.long.id], isOvernight: true }),
      ...drivers.map((driver, i) => {
        const ids = { storeId: shop.store.id, serviceIds: shop.service.id, vehicleId: driver.vehicleId }
        return t.call(booking.place, wish({ ...ids, minute: 540 + 30 * i }), driver.token)
      }),
    ])
    expect((await shop.row(car.id)).lastDay).toBe(TUESDAY)
    expect(await shop.differences()).toBe(0)
  })
})

describe('work that is done again', () => {
  it('costs nothing, may have what is kept for it, and is marked', async () => {
    const shop = await workshop(t, 1, { reworkReserveCars: 9, reserveReleaseMinutes: 0 })
    await expect(shop.book(720)).rejects.toThrow('booking.slot_taken')
    const car = await shop.book(720, { isRework: true })
    expect(await shop.row(car.id)).toMatchObject({ isRework: true })
    const rows = await t.world.app.db.read.rows<{ price: number; reserve: number }>(
      'select b.price_fen as price, c.reserve as reserve from booking b join claim c on c.booking_id = b.id',
    )
    expect(rows.map(({ price, reserve }) => [Number(price), Number(reserve)])).toContainEqual([0, 2])
    expect(await shop.differences()).toBe(0)
  })
})
