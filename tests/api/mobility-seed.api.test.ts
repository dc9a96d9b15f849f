import { afterEach, describe, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { Booking } from '../../server/src/modules/booking/booking.entity'
import { photosOf } from '../../server/src/modules/mobility/photos.queries'
import { StoredFile } from '../../server/src/modules/files/files.entity'
import { Driver, Loaner, LoanerCar, MobilityClaim, Trip } from '../../server/src/modules/mobility/mobility.entity'
import { cellsOf, isOnDuty } from '../../server/src/modules/mobility/trip-time'
import { Store } from '../../server/src/modules/store/store.entity'
import { seedDemo } from '../../server/src/seed/seed-demo'
import sharp from 'sharp'
import { startTestApp, type TestApp } from '../support/app'

let t: TestApp
afterEach(() => t.stop())

async function seeded(at: string) {
  t = await startTestApp({ at })
  await seedDemo(t.world.app, new Date(at))
  const { read } = t.world.app.db
  const [stores, drivers, cars, trips, loaners, claims, bookings] = await Promise.all([
    ...([read.find(Store), read.find(Driver), read.find(LoanerCar)] as const),
    ...([read.find(Trip), read.find(Loaner), read.find(MobilityClaim), read.find(Booking)] as const),
  ])
  return { stores, drivers, cars, trips, loaners, claims, bookings }
}

describe.each([
  ['in the morning', '2026-11-24T01:40:00.000Z'],
  ['at noon', '2026-11-24T04:10:00.000Z'],
  ['in the afternoon', '2026-11-24T07:20:00.000Z'],
  ['in the evening', '2026-11-24T15:00:00.000Z'],
])('demo trips %s', (_title, at) => {
  it('belong to bookings, keep to hours, and claim exactly their time while they live', async () => {
    const { stores, drivers, cars, trips, loaners, claims, bookings } = await seeded(at)
    const dealers = stores.filter(({ kind }) => kind === 'dealer')
    for (const { id } of dealers) {
      expect(drivers.filter(({ storeId }) => storeId === id)).toHaveLength(2)
      expect(cars.filter(({ storeId }) => storeId === id)).toHaveLength(3)
    }
    for (const trip of trips) {
      const booking = bookings.find(({ id }) => id === trip.bookingId)
      const { storeId, customerId, vehicleId, day } = trip
      expect(booking).toMatchObject({ storeId, customerId, vehicleId, day })
      const edge = trip.direction === 'fetch' ? trip.endsMinute : trip.startsMinute
      expect(edge).toBe(
        trip.direction === 'fetch' ? booking?.startsMinute : Math.ceil((booking?.endsMinute ?? 0) / 15) * 15,
      )
      expect(isOnDuty(drivers.find(({ id }) => id === trip.driverId)?.week ?? [], day, trip)).toBe(true)
    }
    const expected = [
      ...trips
        .filter(({ liveKey }) => liveKey)
        .flatMap((o) => cellsOf(o).map((c) => `${o.driverId} ${o.day} ${c} ${o.id}`)),
      ...loaners
        .filter(({ liveKey }) => liveKey)
        .flatMap((o) => cellsOf(o).map((c) => `${o.carId} ${o.day} ${c} ${o.id}`)),
    ]
    expect(claims.map((c) => `${c.resourceId} ${c.day} ${c.cell} ${c.orderId}`).sort()).toEqual(expected.sort())
    expect(trips.length).toBeGreaterThan(6)
    expect(loaners.length).toBeGreaterThan(3)
  }, 60_000)
})

it('demo cars that a driver has looked at have their four photos, such as can be opened, the same ones each time', async () => {
  const read = async () => {
    const { trips } = await seeded('2026-11-24T04:10:00.000Z')
    const files = await t.world.app.db.read.find(StoredFile, {
      where: { purpose: 'trip_condition' },
      order: { subjectId: 'ASC', ordinal: 'ASC' },
    })
    return { seen: trips.filter(({ mileageKm }) => mileageKm !== null), files }
  }
  const { seen, files } = await read()
  expect(seen.length).toBeGreaterThan(0)
  expect(files.map(({ subjectId }) => subjectId)).toEqual(
    seen
      .map(({ id }) => id)
      .sort()
      .flatMap((id) => Array.from({ length: mobility.MIN_INSPECTION_PHOTOS }, () => id)),
  )
  const trip = seen[0] as Trip
  const photos = (await photosOf(t.world.app, [trip]))(trip)
  for (const { url, thumbUrl } of photos)
    for (const address of [url, thumbUrl]) {
      const answer = await fetch(t.url + address)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
      expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe('jpeg')
    }
  await t.stop()
  expect((await read()).files.map(({ id, sha256 }) => `${id} ${sha256}`)).toEqual(
    files.map(({ id, sha256 }) => `${id} ${sha256}`),
  )
}, 60_000)

it('demo plates and states are such as the contract knows', async () => {
  const { cars, trips } = await seeded('2026-11-24T04:10:00.000Z')
  expect(cars.every(({ plate }) => /^[沪苏]/.test(plate))).toBe(true)
  const known = new Set<string>(mobility.TripState.options)
  expect(trips.every(({ state }) => known.has(state))).toBe(true)
  expect(new Set(trips.map(({ state }) => state)).size).toBeGreaterThan(3)
}, 60_000)
