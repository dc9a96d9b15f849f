import { beforeAll, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { Booking } from '../../../server/src/modules/booking/booking.entity'
import { photosOf } from '../../../server/src/modules/mobility/photos.queries'
import { StoredFile } from '../../../server/src/modules/files/files.entity'
import { Driver, Loaner, LoanerCar, MobilityClaim, Trip } from '../../../server/src/modules/mobility/mobility.entity'
import { cellsOf, isOnDuty } from '../../../server/src/modules/mobility/trip-time'
import { Store } from '../../../server/src/modules/store/store.entity'
import sharp from 'sharp'
import { SEEDING_MS, type Demo, type DemoSuite } from '../../support/demo'

/** Rows of the demonstration. */
async function readMobility({ app }: Demo) {
  const { read } = app.world.app.db
  const [stores, drivers, cars, trips, loaners, claims, bookings] = await Promise.all([
    ...([read.find(Store), read.find(Driver), read.find(LoanerCar), read.find(Trip)] as const),
    ...([read.find(Loaner), read.find(MobilityClaim), read.find(Booking)] as const),
  ])
  return { stores, drivers, cars, trips, loaners, claims, bookings }
}

/** The pictures that drivers have taken, and whose they are. */
export const readTripPhotos = ({ app }: Demo): Promise<StoredFile[]> =>
  app.world.app.db.read.find(StoredFile, {
    where: { purpose: 'trip_condition' },
    order: { subjectId: 'ASC', ordinal: 'ASC' },
  })

export const saysOfMobility: DemoSuite = (demo) => {
  let rows: Awaited<ReturnType<typeof readMobility>>

  beforeAll(async () => {
    rows = await readMobility(demo())
  }, SEEDING_MS)

  it('trips belong to bookings, keep to hours, and claim exactly their time while they live', () => {
    const { stores, drivers, cars, trips, loaners, claims, bookings } = rows
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
  })

  it('plates and states are such as the contract knows', () => {
    const { cars, trips } = rows
    expect(cars.every(({ plate }) => /^[沪苏]/.test(plate))).toBe(true)
    const known = new Set<string>(mobility.TripState.options)
    expect(trips.every(({ state }) => known.has(state))).toBe(true)
  })
}

/** By the evening drivers have been under way. */
export const saysOfDriving: DemoSuite = (demo) => {
  it('has trips in many states', async () => {
    const { trips } = await readMobility(demo())
    expect(new Set(trips.map(({ state }) => state)).size).toBeGreaterThan(3)
  })

  it('has four photos of each car that a driver has looked at, such as can be opened', async () => {
    const { app } = demo()
    const { trips } = await readMobility(demo())
    const seen = trips.filter(({ mileageKm }) => mileageKm !== null)
    const files = await readTripPhotos(demo())
    expect(seen.length).toBeGreaterThan(0)
    expect(files.map(({ subjectId }) => subjectId)).toEqual(
      seen
        .map(({ id }) => id)
        .sort()
        .flatMap((id) => Array.from({ length: mobility.MIN_INSPECTION_PHOTOS }, () => id)),
    )
    const trip = seen[0] as Trip
    const photos = (await photosOf(app.world.app, [trip]))(trip)
    for (const { url, thumbUrl } of photos)
      for (const address of [url, thumbUrl]) {
        const answer = await fetch(app.url + address)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
        expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).format).toBe('jpeg')
      }
  })
}
