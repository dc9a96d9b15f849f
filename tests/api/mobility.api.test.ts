import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { isAppError } from '@pitlane/kernel'
import { forgetAddresses } from '../../server/src/modules/mobility/forget.service'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY, TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { aCar, AFTERNOON, bothWays, fetchIt, lendOne, mobilityScene, MORNING, SYSTEM } from '../support/mobility-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: unknown) => (isAppError(e) ? e.code : String(e)),
  )

const claims = () =>
  t.world.app.db.read.rows<{ resource: string; day: string; cell: number }>(
    'select resource_id as resource, day, cell from mobility_claim order by resource_id, day, cell',
  )

describe('drivers and loaner cars beside a booking', () => {
  it('are as many as there are: two drivers and three cars at a time', async () => {
    const { book, offersAt } = await mobilityScene(t)
    expect(await offersAt(MORNING)).toEqual({
      ...{ hasFetch: true, fetchFrom: 540, hasReturn: true, returnBy: 780, hasLoaner: true },
    })
    const trips = [await codeOf(book(fetchIt)), await codeOf(book(fetchIt)), await codeOf(book(fetchIt))]
    expect(trips).toEqual(['done', 'done', 'mobility.no_driver'])
    const cars = []
    for (let i = 0; i < 4; i++) cars.push(await codeOf(book(lendOne)))
    expect(cars).toEqual(['done', 'done', 'done', 'mobility.no_loaner'])
    expect(await offersAt(MORNING)).toMatchObject({
      hasFetch: false,
      fetchFrom: null,
      hasReturn: true,
      hasLoaner: false,
    })
    expect([await rowsOf(t, 'trip'), await rowsOf(t, 'loaner'), await rowsOf(t, 'mobility_claim')]).toEqual([
      ...[2, 3, 2 * 6 + 3 * 8],
    ])
  })

  it('share the work: who has less to drive goes first', async () => {
    const { book, dayOf } = await mobilityScene(t)
    await book(fetchIt)
    await book(fetchIt, { ...MORNING, startsMinute: 840, endsMinute: 900 })
    const { trips } = await dayOf()
    expect(new Set(trips.map(({ driverId }) => driverId)).size).toBe(2)
  })

  it.each(['the last car', 'the last driver'])('are never promised twice: %s, twenty at once', async (what) => {
    const { book } = await mobilityScene(t, { drivers: 1, cars: 1 })
    const owners = []
    for (let i = 0; i < 20; i++) owners.push(await given(t).driver())
    const wish = what === 'the last car' ? lendOne : fetchIt
    const answers = await Promise.all(owners.map((owner) => codeOf(book(wish, MORNING, owner))))
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['done', wish.loaner ? 'mobility.no_loaner' : 'mobility.no_driver']))
    expect(await rowsOf(t, 'mobility_claim')).toBe(wish.loaner ? 8 : 6)
  })

  it('write all of a wish or nothing', async () => {
    const { book } = await mobilityScene(t, { drivers: 1, cars: 0 })
    expect(await codeOf(book({ ...bothWays, loaner: true }))).toBe('mobility.no_loaner')
    expect([await rowsOf(t, 'trip'), await rowsOf(t, 'mobility_claim')]).toEqual([0, 0])
  })

  it('work only when they are on duty, and not in the past', async () => {
    const { book, offersAt } = await mobilityScene(t)
    const early = { day: TUESDAY, startsMinute: 540, endsMinute: 600 }
    expect(await codeOf(book(fetchIt, early))).toBe('mobility.no_driver')
    const soon = { day: TODAY, startsMinute: 600, endsMinute: 660 }
    expect(await offersAt(soon)).toMatchObject({ hasFetch: false, hasReturn: true })
    const late = { day: TUESDAY, startsMinute: 1080, endsMinute: 1140 }
    expect(await offersAt(late)).toMatchObject({ hasFetch: true, hasReturn: false, returnBy: null })
  })

  it('are free again when the booking ends, and a repeat changes nothing', async () => {
    const { book, end, dayOf } = await mobilityScene(t, { drivers: 2, cars: 1 })
    const { id } = await book({ ...bothWays, loaner: true })
    await end(id, SYSTEM)
    await end(id, SYSTEM)
    expect(await claims()).toEqual([])
    const { trips, loaners } = await dayOf()
    expect(trips.map(({ state, version }) => [state, version])).toEqual([
      ['cancelled_by_store', 2],
      ['cancelled_by_store', 2],
    ])
    expect(loaners.map(({ state }) => state)).toEqual(['cancelled'])
    expect(await codeOf(book({ ...bothWays, loaner: true }))).toBe('done')
  })

  it('move with the booking, and stay where they were when they cannot', async () => {
    const { book, moveTo, dayOf } = await mobilityScene(t, { drivers: 1, cars: 1 })
    const mine = await book({ ...fetchIt, loaner: true })
    const other = { day: TUESDAY, startsMinute: 840, endsMinute: 960 }
    await book(fetchIt, other)
    const before = await claims()
    expect(await codeOf(moveTo(mine.id, other, SYSTEM))).toBe('mobility.no_driver')
    expect(await claims()).toEqual(before)
    const wednesday = { ...other, day: '2026-11-25' }
    expect(await codeOf(moveTo(mine.id, wednesday, SYSTEM))).toBe('done')
    const moved = await dayOf('2026-11-25')
    expect(moved.trips).toMatchObject([{ minute: 750, doorMinute: 780, endMinute: 840, version: 2 }])
    expect(moved.loaners).toMatchObject([{ minute: 840, untilMinute: 960, untilDay: '2026-11-25', version: 2 }])
    expect(await codeOf(moveTo(mine.id, { ...wednesday, endsMinute: 990 }, SYSTEM, '2026-11-25'))).toBe('done')
    expect((await dayOf('2026-11-25')).trips[0]?.version).toBe(2)
  })

  it('take a car no longer than a neighbour has it', async () => {
    const { book, moveTo } = await mobilityScene(t, { drivers: 0, cars: 1 })
    const mine = await book(lendOne)
    await book(lendOne, { day: TUESDAY, startsMinute: 720, endsMinute: 780 })
    const longer = { ...MORNING, endsMinute: 735 }
    expect(await codeOf(moveTo(mine.id, longer, SYSTEM))).toBe('mobility.no_loaner')
    await aCar(t, (await t.world.app.db.read.rows<{ s: string }>('select store_id as s from loaner'))[0]?.s ?? '')
    expect(await codeOf(moveTo(mine.id, longer, SYSTEM))).toBe('done')
  })

  it('give the trip to another driver when theirs is taken at the new time, who has to be told anew', async () => {
    const { book, moveTo, dayOf, desk } = await mobilityScene(t)
    const mine = await book(fetchIt)
    const [trip] = (await dayOf()).trips
    const step = { to: 'assigned', driverId: trip?.driverId ?? '', plannedKm: 8 } as const
    await t.ok(mobility.stepTrip, { params: { tripId: trip?.id ?? '' }, body: { version: 1, step } }, desk.token)
    const other = { day: TUESDAY, startsMinute: 840, endsMinute: 960 }
    await book(fetchIt, other)
    await book(fetchIt, { ...other, startsMinute: 930, endsMinute: 990 })
    await moveTo(mine.id, { ...other, startsMinute: 690 }, SYSTEM)
    const same = (await dayOf()).trips.find(({ bookingId }) => bookingId === mine.id)
    expect(same).toMatchObject({ state: 'assigned', driverId: trip?.driverId, endMinute: 690, plannedKm: 8 })
    const busy = (await dayOf()).trips.find(({ endMinute, driverId }) => endMinute > 700 && driverId === trip?.driverId)
    await moveTo(mine.id, { ...other, startsMinute: busy?.endMinute ?? 0, endsMinute: 1000 }, SYSTEM)
    const moved = (await dayOf()).trips.find(({ bookingId }) => bookingId === mine.id)
    expect(moved).toMatchObject({ state: 'requested' })
    expect(moved?.driverId).not.toBe(trip?.driverId)
  })

  it('wait for a car that stays overnight', async () => {
    const { book, end, moveTo, dayOf } = await mobilityScene(t, { drivers: 1, cars: 1 })
    const overnight = { ...MORNING, until: { day: '2026-11-25', minute: 660 } }
    const mine = await book({ ...bothWays, loaner: true }, overnight)
    expect((await dayOf()).trips).toMatchObject([{ direction: 'fetch', endMinute: 600 }])
    expect((await dayOf('2026-11-25')).trips).toMatchObject([{ direction: 'return', minute: 660, doorMinute: 720 }])
    expect((await dayOf()).loaners).toMatchObject([{ untilDay: '2026-11-25', untilMinute: 660 }])
    expect(await rowsOf(t, 'mobility_claim')).toBe(6 + 6 + (96 - 40) + 44)
    expect(await codeOf(book(lendOne, { day: '2026-11-25', startsMinute: 600, endsMinute: 690 }))).toBe(
      'mobility.no_loaner',
    )
    expect(await codeOf(moveTo(mine.id, { ...overnight, until: { day: '2026-11-26', minute: 600 } }, SYSTEM))).toBe(
      'done',
    )
    expect((await dayOf('2026-11-26')).trips).toMatchObject([{ direction: 'return', minute: 600 }])
    await end(mine.id, SYSTEM)
    expect(await claims()).toEqual([])
  })

  it('follow their owner into another account', async () => {
    const { book, mineOf } = await mobilityScene(t)
    const { id, owner } = await book({ ...fetchIt, loaner: true })
    const survivor = await given(t).driver()
    await t.world.app.db.tx((tx) => {
      tx.emit({ type: 'customer.merged', from: owner.customerId, to: survivor.customerId })
      return Promise.resolve()
    })
    await t.settle()
    expect((await mineOf(id, survivor.token)).trips).toHaveLength(1)
    expect((await mineOf(id, survivor.token)).loaner).not.toBeNull()
    expect(await mineOf(id, owner.token)).toEqual({ trips: [], loaner: null })
  })

  it('leave a car that is on its way alone, and mark it', async () => {
    const { book, end, dayOf, desk, moveTo } = await mobilityScene(t)
    const { id } = await book(bothWays, AFTERNOON)
    const [trip] = (await dayOf(TODAY)).trips
    const call = (version: number, step: mobility.TripStep) =>
      t.ok(mobility.stepTrip, { params: { tripId: trip?.id ?? '' }, body: { version, step } }, desk.token)
    await call(1, { to: 'assigned', driverId: trip?.driverId ?? '', plannedKm: 8 })
    await call(2, { to: 'arrived' })
    await moveTo(id, { ...AFTERNOON, startsMinute: 900, endsMinute: 1020 }, SYSTEM, TODAY)
    await end(id, SYSTEM, TODAY)
    const { trips } = await dayOf(TODAY)
    expect(trips).toMatchObject([
      { direction: 'fetch', state: 'arrived', isBookingOver: true, endMinute: 840 },
      { direction: 'return', state: 'cancelled_by_store', minute: 1020 },
    ])
  })
})

describe('the day of a store', () => {
  const read = (storeId: string, token: string | undefined, code: Parameters<typeof t.refused>[3]) =>
    t.refused(mobility.day, { params: { storeId }, query: { day: TUESDAY } }, token, code)

  it('is for those who dispatch there', async () => {
    const { store } = await mobilityScene(t)
    const other = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', other.id)
    const technician = await given(t).staff('technician', 'store', store.id)
    const owner = await given(t).driver()
    await read(store.id, undefined, 'auth.required')
    await read(store.id, owner.token, 'auth.forbidden')
    await read(store.id, technician.token, 'auth.forbidden')
    await read(store.id, stranger.token, 'auth.forbidden')
    const foreman = await given(t).staff('dispatch', 'store', store.id)
    expect(
      (await t.ok(mobility.day, { params: { storeId: store.id }, query: { day: TUESDAY } }, foreman.token)).drivers,
    ).toHaveLength(2)
  })

  it('shows people masked, and the whole of them only to who may see it, with a line in the log', async () => {
    const { book, dayOf, desk, store } = await mobilityScene(t)
    const { owner } = await book(fetchIt)
    const text = JSON.stringify(await dayOf())
    for (const secret of [owner.phone, owner.plate, '张三丰', '88 弄', '东门', '13900001111'])
      expect(text).not.toContain(secret)
    expect(text).toContain('上海市浦****')
    const [trip] = (await dayOf()).trips
    const call = { params: { tripId: trip?.id ?? '' } }
    const foreman = await given(t).staff('dispatch', 'store', store.id)
    await t.refused(mobility.revealTrip, call, foreman.token, 'auth.forbidden')
    const stranger = await given(t).staff('reception', 'store', (await given(t).store()).id)
    await t.refused(mobility.revealTrip, call, stranger.token, 'mobility.trip_not_found')
    expect(await t.ok(mobility.revealTrip, call, desk.token)).toMatchObject({
      ...{ name: '张三丰', phone: owner.phone, plate: owner.plate, contactNote: '到小区东门' },
      driverPhone: '13900001111',
    })
    const rows = "select count(*) as n from audit_log where action = 'customer.reveal' and subject_type = 'trip'"
    expect(await t.world.app.db.read.rows(rows)).toEqual([{ n: 1 }])
  })

  it('keeps no address and no number in plain text', async () => {
    const { book } = await mobilityScene(t)
    await book(bothWays)
    const stored = JSON.stringify([
      ...(await t.world.app.db.read.rows('select * from trip')),
      ...(await t.world.app.db.read.rows('select * from driver')),
      ...(await t.world.app.db.read.rows('select * from audit_log')),
    ])
    for (const secret of ['张江路', '东门', '13900001111']) expect(stored).not.toContain(secret)
  })

  it('forgets addresses 30 days after', async () => {
    const { book, end } = await mobilityScene(t)
    const { id } = await book(fetchIt)
    await book(fetchIt)
    await end(id, SYSTEM)
    t.clock.set('2026-12-24T01:00:00.000Z')
    expect(await forgetAddresses(t.world.app)).toBe(0)
    t.clock.set('2026-12-25T01:00:00.000Z')
    expect(await forgetAddresses(t.world.app)).toBe(2)
    expect(await forgetAddresses(t.world.app)).toBe(0)
    const [left] = await t.world.app.db.read.rows('select max(address_sealed) as a, max(contact_sealed) as c from trip')
    expect(left).toEqual({ a: null, c: null })
  })

  it('refuses a wish that cannot be: no address, a lead that is no quarter', () => {
    const parsed = (wish: unknown) => mobility.MobilityWish.safeParse(wish).success
    expect(parsed({ returnTrip: true })).toBe(false)
    expect(parsed({ trip: { address: '路' } })).toBe(false)
    expect(parsed({ trip: { address: '张江路 88 弄', minutesBefore: 40 } })).toBe(false)
    expect(parsed({ trip: { address: '张江路 88 弄', minutesBefore: 45 }, loaner: true })).toBe(true)
    expect(parsed({})).toBe(true)
  })
})
