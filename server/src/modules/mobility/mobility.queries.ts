import type { mobility as contract, Query } from '@pitlane/contract'
import { weekdayOf, type Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { StoreScope } from '../../platform/scope'
import { requireStore, type Store } from '../store'
import { listFreeCars, listFreeDrivers } from './free.queries'
import { listLoaners, loanerRows, loanerViews } from './loaner.queries'
import { Driver, Loaner, LoanerCar, Trip } from './mobility.entity'
import { carView } from './resources.queries'
import { fetchSpan, returnSpan } from './trip-time'
import { listTrips, tripRows, tripViews } from './trip.queries'

/** What can be had beside a visit, as things stand. Nothing is taken: {@link reserve} decides. */
export async function readOffers(app: App, { storeId, day, minute, endMinute }: Query<typeof contract.offers>) {
  const db = app.db.read
  const store = await requireStore(db, storeId)
  const need = { storeId, now: toLocal(app.clock.now(), store.timeZone) }
  const there = fetchSpan(minute)
  const back = returnSpan(endMinute)
  const hasFetch = (await listFreeDrivers(db, need, day, there)).length > 0
  const hasReturn = (await listFreeDrivers(db, need, day, back)).length > 0
  const cars = await listFreeCars(db, need, [{ day, startsMinute: minute, endsMinute: endMinute }])
  return {
    ...{ hasFetch, fetchFrom: hasFetch ? there.doorMinute : null },
    ...{ hasReturn, returnBy: hasReturn ? back.doorMinute : null, hasLoaner: cars.length > 0 },
  }
}

/** One day of a store, for those who send drivers and hand out cars. */
export async function readDay(app: App, store: Store, scope: StoreScope, day: Day): Promise<contract.MobilityDay> {
  const db = app.db.read
  const { storeId } = scope
  const drivers = await db.find(Driver, { where: { storeId, isActive: true }, order: { id: 'ASC' } })
  const loaners = await listLoaners(db, scope, day)
  const shown = loaners.map(({ carId }) => carId)
  const cars = await db.find(LoanerCar, {
    where: [{ storeId, isActive: true }, { id: In(shown) }],
    order: { id: 'ASC' },
  })
  return {
    day,
    trips: await tripRows(app, await listTrips(db, scope, day)),
    loaners: await loanerRows(app, loaners, toLocal(app.clock.now(), store.timeZone)),
    drivers: drivers.map(({ id, name, week }) => {
      const hours = week[weekdayOf(day)]
      return { id, name, startsMinute: hours?.startsMinute ?? null, endsMinute: hours?.endsMinute ?? null }
    }),
    cars: cars.map(carView),
  }
}

/** What comes with one of the owner's own bookings; of trips in one direction only the latest. */
export async function readMine(app: App, customerId: string, bookingId: string) {
  const where = { bookingId, customerId }
  const trips = await app.db.read.find(Trip, { where, order: { id: 'ASC' } })
  const loaners = await app.db.read.find(Loaner, { where, order: { id: 'ASC' } })
  const latest = [...new Map(trips.map((trip) => [trip.direction, trip])).values()]
  const [loaner = null] = await loanerViews(app, loaners.slice(-1))
  return { trips: await tripViews(app, latest), loaner }
}

/** What bookings bring with them, for other modules' views: no personal data in it. */
export async function findOf(db: Reader, bookingIds: readonly string[]) {
  const where = { bookingId: In([...new Set(bookingIds)]) }
  const trips = bookingIds.length === 0 ? [] : await db.find(Trip, { where, order: { id: 'ASC' } })
  const loaners = bookingIds.length === 0 ? [] : await db.find(Loaner, { where, order: { id: 'ASC' } })
  return {
    trips: trips.map(({ id, bookingId, direction, state, day, doorMinute }) => ({
      ...{ id, bookingId, direction, state, day, doorMinute },
    })),
    loaners: loaners.map(({ id, bookingId, state, carId }) => ({ id, bookingId, state, carId })),
  }
}
