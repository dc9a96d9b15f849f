import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk, mobility } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given, somePhone } from '../support/given'
import { aCar, aDriver, bothWays, fetchIt, lendOne } from '../support/mobility-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function scene(capacity = 1, spends = {}) {
  const store = await given(t).store({ bays: capacity, technicians: capacity, spends })
  const service = await given(t).service(store.id)
  const colleague = await given(t).staff('reception', 'store', store.id)
  const params = { storeId: store.id }
  const ids = { storeId: store.id, serviceIds: service.id }
  const call = (over: object = {}) => ({
    params,
    body: {
      ...{ requestId: randomUUID(), channel: 'walk_in' as const, phone: somePhone(), name: '赵敏' },
      ...{ vehicle: { plate: '沪A66C88', brand: '大众', model: '朗逸', fuel: 'ice' as const } },
      ...{ serviceIds: [service.id], remark: '异响', ...over },
    },
  })
  const rows = async (day = TODAY) => (await t.ok(board.board, { params, query: { day } }, colleague.token)).rows
  return { store, service, colleague, params, ids, call, rows }
}

describe('a car that just came', () => {
  it('is on the board at once, with a new customer, a new car and a work order', async () => {
    const { colleague, call, rows } = await scene()
    const made = await t.ok(desk.book, call(), colleague.token)
    expect(made).toMatchObject({ state: 'arrived', day: TODAY, minute: 540 })
    await t.settle()
    expect(await rows()).toMatchObject([
      {
        id: made.id,
        channel: 'walk_in',
        state: 'arrived',
        maskedName: '赵*',
        vehicleName: '大众 朗逸',
        remark: '异响',
      },
    ])
    expect((await rows())[0]?.workorderNumber).toMatch(/^WO/)
    expect(await rowsOf(t, 'vehicle_hold')).toBe(0)
  })

  it('begins when the first place is free, and hears when there is none today', async () => {
    const { colleague, call } = await scene()
    const minutes = []
    for (let i = 0; i < 9; i++) {
      const vehicle = { plate: `沪A6600${i}`, fuel: 'ice' }
      minutes.push((await t.ok(desk.book, call({ vehicle }), colleague.token)).minute)
    }
    expect(minutes).toEqual([540, 600, 660, 720, 780, 840, 900, 960, 1020])
    const last = call({ vehicle: { plate: '沪A66009', fuel: 'ice' } })
    await t.refused(desk.book, last, colleague.token, 'booking.no_room_today')
    expect(await rowsOf(t, 'booking')).toBe(9)
  })

  it('may have what is kept for walk-ins, which owners may not', async () => {
    const kept = { walkInReservePercent: [50, 50, 50, 50, 50, 50, 50], reserveReleaseMinutes: 0 }
    const { ids, colleague, call } = await scene(2, kept)
    const [one, two] = [await given(t).driver(), await given(t).driver()]
    await t.ok(booking.place, wish({ ...ids, vehicleId: one.vehicleId, day: TODAY, minute: 720 }), one.token)
    const second = wish({ ...ids, vehicleId: two.vehicleId, day: TODAY, minute: 720 })
    await t.refused(booking.place, second, two.token, 'booking.slot_taken')
    const made = await t.ok(desk.book, call({ at: { day: TODAY, minute: 720 } }), colleague.token)
    expect(made).toMatchObject({ state: 'confirmed', minute: 720 })
    expect((await slotsAt(t, ids, 900, TODAY))?.free).toBe(1)
  })

  it('is one booking, however often the form is sent', async () => {
    const { colleague, call } = await scene(3)
    const same = call()
    const answers = await Promise.all([1, 2, 3].map(() => t.ok(desk.book, same, colleague.token)))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect([await rowsOf(t, 'booking'), await rowsOf(t, 'customer'), await rowsOf(t, 'vehicle')]).toEqual([1, 1, 1])
  })
})

describe('a customer on the phone', () => {
  it('is found by number, masked, and books with a car they have', async () => {
    const { ids, colleague, params, call } = await scene()
    const phone = somePhone()
    const driver = await given(t).driver({ name: '欧阳娜娜', phone })
    const found = await t.ok(desk.findCustomer, { params, body: { phone } }, colleague.token)
    expect(found).toMatchObject({ isKnown: true, vehicles: [{ id: driver.vehicleId, fuel: 'ice' }] })
    expect(JSON.stringify(found)).not.toContain('娜娜')
    expect(JSON.stringify(found)).not.toContain(driver.plate)
    const at = { day: TUESDAY, minute: 600 }
    const over = { channel: 'phone', phone, name: '别人', vehicle: { id: driver.vehicleId }, at }
    const made = await t.ok(desk.book, call(over), colleague.token)
    expect(made.state).toBe('confirmed')
    const [mine] = (await t.ok(booking.mine, { query: { when: 'upcoming' } }, driver.token)).items
    expect(mine).toMatchObject({ id: made.id, day: TUESDAY, minute: 600, state: 'confirmed' })
    expect((await slotsAt(t, ids, 600))?.free).toBe(0)
    const again = await t.ok(desk.findCustomer, { params, body: { phone } }, colleague.token)
    expect(again.maskedName).toBe(found.maskedName)
  })

  it('hears other times when this one is taken', async () => {
    const { ids, colleague, call } = await scene()
    const driver = await given(t).driver()
    await t.ok(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token)
    const late = call({ channel: 'phone', at: { day: TUESDAY, minute: 600 } })
    const problem = await t.refused(desk.book, late, colleague.token, 'booking.slot_taken')
    expect(problem.data).toMatchObject({ alternatives: [{ day: TUESDAY }, { day: TUESDAY }, {}] })
    expect(await rowsOf(t, 'customer')).toBe(1)
  })

  it('who books on their own phone at the same moment gets one of the two, never both', async () => {
    const { ids, colleague, call } = await scene()
    const phone = somePhone()
    const driver = await given(t).driver({ phone })
    const over = { channel: 'phone', phone, vehicle: { id: driver.vehicleId }, at: { day: TUESDAY, minute: 600 } }
    const answers = await Promise.all([
      t.call(desk.book, call(over), colleague.token),
      t.call(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('what the desk may not', () => {
  it.each([
    ['a number that is none', { phone: '12345678901' }, 'request.invalid'],
    ['a plate that is none', { vehicle: { plate: '沪🚗', fuel: 'ice' } }, 'vehicle.plate_invalid'],
    ['a car of somebody else', { vehicle: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } }, 'vehicle.not_found'],
    ['no service', { serviceIds: [] }, 'request.invalid'],
    ['a time that is past', { at: { day: '2026-11-22', minute: 600 } }, 'booking.slot_past'],
    ['two months ahead', { at: { day: '2027-02-01', minute: 600 } }, 'booking.slot_too_far'],
  ] as const)('take %s', async (_what, over, code) => {
    const { colleague, call } = await scene()
    await t.refused(desk.book, call(over), colleague.token, code)
    expect([await rowsOf(t, 'booking'), await rowsOf(t, 'customer')]).toEqual([0, 0])
  })

  it('book in another store, without the right, or without a log-in', async () => {
    const { store, params, call } = await scene()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    const cashier = await given(t).staff('cashier', 'store', store.id)
    await t.refused(desk.book, call(), stranger.token, 'auth.forbidden')
    await t.refused(desk.book, call(), cashier.token, 'auth.forbidden')
    await t.refused(desk.book, call(), undefined, 'auth.required')
    await t.refused(desk.findCustomer, { params, body: { phone: somePhone() } }, stranger.token, 'auth.forbidden')
  })
})

describe('a driver and a loaner car with what the desk books', () => {
  const dayOf = async (storeId: string, token: string, day = TUESDAY) =>
    t.ok(mobility.day, { params: { storeId }, query: { day } }, token)

  it('are promised with it, under the same rules as to an owner', async () => {
    const { store, colleague, call } = await scene(3)
    await aDriver(t, store.id)
    await aCar(t, store.id)
    const at = { day: TUESDAY, minute: 660 }
    const made = await t.ok(
      desk.book,
      call({ channel: 'phone', at, mobility: { ...bothWays, loaner: true } }),
      colleague.token,
    )
    const { trips, loaners } = await dayOf(store.id, colleague.token)
    expect(trips).toMatchObject([
      { direction: 'fetch', bookingId: made.id, doorMinute: 600 },
      { direction: 'return', bookingId: made.id, minute: 720 },
    ])
    expect(loaners).toMatchObject([{ bookingId: made.id, minute: 660, untilMinute: 720 }])
    const params = { storeId: store.id }
    const [onBoard] = (await t.ok(board.board, { params, query: { day: TUESDAY } }, colleague.token)).rows
    expect(onBoard).toMatchObject({ id: made.id, handover: 'fetch' })

    const vehicle = { plate: '沪A66C99', fuel: 'ice' }
    const second = { channel: 'phone', at, vehicle }
    const noDriver = call({ ...second, mobility: fetchIt })
    const problem = await t.refused(desk.book, noDriver, colleague.token, 'mobility.no_driver')
    expect(problem.data).toEqual({ direction: 'fetch' })
    await t.refused(desk.book, call({ ...second, mobility: lendOne }), colleague.token, 'mobility.no_loaner')
    expect([await rowsOf(t, 'booking'), await rowsOf(t, 'trip'), await rowsOf(t, 'vehicle')]).toEqual([1, 2, 1])
    await t.ok(desk.book, call(second), colleague.token)
  })

  it('bring a car home that just came, and wait for one that stays overnight', async () => {
    const { store, colleague, params } = await scene(1)
    const long = await given(t).service(store.id, { bayMinutes: 720 })
    await aDriver(t, store.id)
    await aCar(t, store.id)
    const body = {
      ...{ requestId: randomUUID(), channel: 'walk_in' as const, phone: somePhone(), serviceIds: [long.id] },
      vehicle: { plate: '沪A66C88', fuel: 'ice' as const },
      ...{ isOvernight: true, mobility: { ...bothWays, fetch: false, loaner: true } },
    }
    const made = await t.ok(desk.book, { params, body }, colleague.token)
    expect(made).toMatchObject({ state: 'arrived', day: TODAY, minute: 540 })
    const { trips } = await dayOf(store.id, colleague.token)
    expect(trips).toMatchObject([{ direction: 'return', day: TUESDAY, minute: 720 }])
    const { loaners } = await dayOf(store.id, colleague.token, TODAY)
    expect(loaners).toMatchObject([{ day: TODAY, minute: 540, untilDay: TUESDAY, untilMinute: 720 }])
    const again = { ...body, requestId: randomUUID(), phone: somePhone() }
    await t.refused(
      desk.book,
      { params, body: { ...again, mobility: fetchIt, isOvernight: false, serviceIds: [long.id] } },
      colleague.token,
      'booking.no_room_today',
    )
  })

  it('cannot be an address for no trip', () => {
    const parsed = (wish: unknown) => mobility.MobilityWish.safeParse(wish).success
    expect(parsed({ trip: { address: '张江路 88 弄' }, fetch: false })).toBe(false)
    expect(parsed({ trip: { address: '张江路 88 弄' }, fetch: false, returnTrip: true })).toBe(true)
  })
})
