import { DAY_MS, type Day } from '@pitlane/kernel'
import { Booking } from '../modules/booking/booking.entity'
import { claimsOf } from '../modules/mobility/claiming'
import { Driver, Loaner, LoanerCar, MobilityClaim, Trip } from '../modules/mobility/mobility.entity'
import { DRIVER_PHONE } from '../modules/mobility/sealing'
import { cellsOf, fetchSpan, isOnDuty, returnSpan, type DaySpan, type TripSpan } from '../modules/mobility/trip-time'
import type { Tx } from '../platform/database'
import type { Vault } from '../platform/vault'
import { dayIn, daysAgo, type Today } from './calendar'
import { diceOf, type Dice } from './dice'
import { FLEETS } from './mobility-data'
import { loanerOf, tripOf } from './mobility-fate'
import type { Booked } from './bookings'
import type { House } from './organisation'
import type { Twist } from './plan'

/** Of the owners, so many have their car fetched, have it brought back too, or take a loaner car. */
const FETCHED = 0.3
const BROUGHT_BACK = 0.6
const LENT = 0.3

type Fleet = NonNullable<(typeof FLEETS)[House['data']['key']]>

/** Writes drivers and loaner cars of the dealers, and who uses them today and tomorrow: those with `needs` surely. */
export async function seedMobility(
  tx: Tx,
  vault: Vault,
  today: Today,
  houses: readonly House[],
  needs: Booked['needs'],
): Promise<void> {
  for (const house of houses) {
    const fleet = FLEETS[house.data.key]
    if (!fleet) continue
    const drivers = driversOf(vault, today, house, fleet)
    const cars = carsOf(today, house, fleet)
    await tx.insert(Driver, drivers)
    await tx.insert(LoanerCar, cars)
    for (const day of [today.day, dayIn(today, 1)])
      await seedDay(tx, vault, today, { house, fleet, drivers, cars, day, needs })
  }
}

function driversOf(vault: Vault, today: Today, { data, store }: House, { drivers }: Fleet): Driver[] {
  const dice = diceOf(`drivers ${data.key}`)
  const createdAt = daysAgo(today, 300)
  return drivers.map(({ name, phone, hours: [startsMinute, endsMinute], restDay }) => ({
    ...{ id: dice.id(createdAt), storeId: store.id, name, phoneSealed: vault.seal(DRIVER_PHONE, phone) },
    week: Array.from({ length: 7 }, (_, day) => (day === restDay ? null : { startsMinute, endsMinute })),
    ...{ isActive: true, version: 1, createdAt, updatedAt: createdAt },
  }))
}

function carsOf(today: Today, { data, store }: House, { cars }: Fleet): LoanerCar[] {
  const dice = diceOf(`loaner cars ${data.key}`)
  const createdAt = daysAgo(today, 300)
  return cars.map((car) => ({
    ...{ id: dice.id(createdAt), storeId: store.id, ...car, isActive: true, version: 1 },
    ...{ createdAt, updatedAt: createdAt },
  }))
}

interface Scene {
  readonly house: House
  readonly fleet: Fleet
  readonly drivers: readonly Driver[]
  readonly cars: readonly LoanerCar[]
  readonly day: Day
  readonly needs: Booked['needs']
}

/** Whose time is taken, growing; also by what was cancelled later, so that the hour of the seeding changes no choice. */
class Taken {
  private readonly cells = new Set<string>()

  /** The first who is free, whose time is taken by it. */
  take(ids: readonly string[], span: DaySpan): string | undefined {
    const id = ids.find((one) => cellsOf(span).every((cell) => !this.cells.has(`${one} ${cell}`)))
    if (id !== undefined) cellsOf(span).forEach((cell) => this.cells.add(`${id} ${cell}`))
    return id
  }
}

async function seedDay(tx: Tx, vault: Vault, today: Today, scene: Scene): Promise<void> {
  const where = { storeId: scene.house.store.id, day: scene.day }
  const plan = new DayOfTrips(vault, today, scene)
  const bookings = await tx.find(Booking, { where, order: { startsMinute: 'ASC', id: 'ASC' } })
  const isSure = ({ id }: Booking) => scene.needs.has(id)
  bookings.filter(isSure).forEach((booking) => plan.add(booking, scene.needs.get(booking.id)))
  // A car that stays overnight is asked about at the desk.
  bookings.filter((one) => !isSure(one) && one.lastDay === null).forEach((booking) => plan.add(booking))
  const { trips, loaners, odometers } = plan
  await tx.insert(Trip, trips)
  for (const { direction, bookingId } of trips)
    if (direction === 'fetch') await tx.update(Booking, { id: bookingId }, { handover: 'fetch' })
  await tx.insert(Loaner, loaners)
  for (const [id, odometerKm] of odometers) await tx.update(LoanerCar, { id }, { odometerKm })
  await tx.insert(MobilityClaim, [
    ...trips.filter(({ liveKey }) => liveKey !== null).flatMap((one) => claimsOf(one.driverId, one, [one])),
    ...loaners.filter(({ liveKey }) => liveKey !== null).flatMap((one) => claimsOf(one.carId, one, [one])),
  ])
}

/** Who uses drivers and loaner cars of one store on one day, growing. */
class DayOfTrips {
  readonly trips: Trip[] = []
  readonly loaners: Loaner[] = []
  /** Of the cars that have been driven. */
  readonly odometers = new Map<string, number>()
  private readonly taken = new Taken()
  private readonly dice: Dice

  constructor(
    private readonly vault: Vault,
    private readonly today: Today,
    private readonly scene: Scene,
  ) {
    this.dice = diceOf(`mobility ${scene.house.data.key} ${scene.day}`)
  }

  add(booking: Booking, sure?: Twist['needs']): void {
    const { dice, today } = this
    const home = dice.pick(this.scene.fleet.homes)
    const [isFetched, isBack, isLent] = [dice.chance(FETCHED), dice.chance(BROUGHT_BACK), dice.chance(LENT)]
    const [fetchId, returnId, loanerId] = idsOf(dice, today)
    const isComing =
      (sure ? sure === 'driver' : isFetched) &&
      this.drive(booking, home, 'fetch', fetchSpan(booking.startsMinute), fetchId)
    if (isComing && (isBack || sure)) this.drive(booking, home, 'return', returnSpan(booking.endsMinute), returnId)
    // Whose car is fetched stays at home meanwhile.
    if (!isComing && (sure ? sure === 'loaner' : isLent)) this.lend(booking, loanerId)
  }

  /** False when no driver is free. */
  private drive(booking: Booking, home: string, direction: Trip['direction'], span: TripSpan, id: string): boolean {
    const { day, drivers } = this.scene
    const onDuty = drivers.filter(({ week }) => isOnDuty(week, day, span)).map((one) => one.id)
    const driverId = this.taken.take(this.dice.shuffled(onDuty), { day, ...span })
    if (driverId === undefined) return false
    this.trips.push(tripOf(this.dice, this.vault, this.today, booking, { id, direction, span, driverId, home }))
    return true
  }

  /** The first car of the day comes back late: nobody else has it after that. */
  private lend(booking: Booking, id: string): void {
    const { startsMinute, endsMinute, day } = booking
    const [late] = this.loaners
    const others = this.scene.cars.map((car) => car.id).filter((one) => one !== late?.carId)
    const carId = this.taken.take(this.dice.shuffled(others), { day, startsMinute, endsMinute })
    const car = this.scene.cars.find((one) => one.id === carId)
    if (!car) return
    const odometerKm = this.odometers.get(car.id) ?? car.odometerKm
    const plan = { id, carId: car.id, odometerKm, isForgotten: late === undefined }
    const loaner = loanerOf(this.dice, this.today, booking, plan)
    this.loaners.push(loaner)
    if (loaner.inMileageKm !== null) this.odometers.set(car.id, loaner.inMileageKm)
  }
}

/** What the ids say of their age: never later than yesterday, whatever the hour. */
const idsOf = (dice: Dice, today: Today): readonly [string, string, string] => {
  const born = new Date(today.began.getTime() - DAY_MS)
  return [dice.id(born), dice.id(born), dice.id(born)]
}
