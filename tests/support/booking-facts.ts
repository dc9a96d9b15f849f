import { Booking, BookingStep, Claim } from '../../server/src/modules/booking/booking.entity'
import { Service, StoreService } from '../../server/src/modules/catalog/catalog.entity'
import * as stores from '../../server/src/modules/store/store.entity'
import { Vehicle, VehicleHold } from '../../server/src/modules/vehicle/vehicle.entity'
import { Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { Job } from '../../server/src/platform/platform-tables'
import type { TestApp } from './app'

/** Everything that decides whether a booking is right, read back from the database. None of the assignment's code is used here. */
export async function readBookingFacts({ world }: TestApp) {
  const db = world.app.db.read
  const byId = <R extends { id: string }>(rows: R[]) => new Map(rows.map((row) => [row.id, row]))
  return {
    bookings: await db.find(Booking),
    steps: await db.find(BookingStep, { order: { bookingId: 'ASC', ordinal: 'ASC' } }),
    claims: await db.find(Claim),
    holds: await db.find(VehicleHold),
    workorders: await db.find(Workorder),
    jobs: (await db.find(Job)).filter(({ kind }) => kind === 'booking.no_show_check'),
    stores: byId(await db.find(stores.Store)),
    days: new Map((await db.find(stores.StoreDay)).map((day) => [`${day.storeId} ${day.day}`, day])),
    bays: byId(await db.find(stores.Bay)),
    technicians: byId(await db.find(stores.Technician)),
    certificates: await db.find(stores.TechnicianCertificate),
    shifts: await db.find(stores.TechnicianShift),
    leaves: await db.find(stores.TechnicianLeave),
    services: byId(await db.find(Service)),
    offers: new Set((await db.find(StoreService)).map(({ storeId, serviceId }) => `${storeId} ${serviceId}`)),
    vehicles: byId(await db.find(Vehicle)),
  }
}
export type BookingFacts = Awaited<ReturnType<typeof readBookingFacts>>

const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay()

/** Names of the checks that failed. */
const failed = (checks: Record<string, boolean | undefined>): string[] =>
  Object.entries(checks).flatMap(([fault, isRight]) => (isRight ? [] : [fault]))

function faultsOfTechnician(data: BookingFacts, b: Booking, step: BookingStep, service: Service, id: string): string[] {
  const who = data.technicians.get(id)
  const mine = <R extends { technicianId: string }>(rows: R[]) => rows.filter((row) => row.technicianId === id)
  const certificates = mine(data.certificates).filter(({ kind, expiresOn }) => {
    return kind === service.certificate && expiresOn >= step.day
  })
  return failed({
    'of another store': who?.storeId === b.storeId,
    'not skilled': who?.skills.includes(service.skill),
    'not certified': service.certificate === null || certificates.length > 0,
    'not on shift': mine(data.shifts).some(({ weekday: on, startsMinute, endsMinute }) => {
      return on === weekday(step.day) && startsMinute <= step.startsMinute && endsMinute >= step.endsMinute
    }),
    'on leave': !mine(data.leaves).some(({ day, startsMinute, endsMinute }) => {
      return day === step.day && startsMinute < step.endsMinute && endsMinute > step.startsMinute
    }),
  })
}

const startsAtOf = (b: Booking): number => Date.parse(`${b.day}T00:00:00+08:00`) + b.startsMinute * 60_000

const HOUSE_BAYS: Record<string, string> = { reception: 'lane', qc: 'qc', wash: 'wash' }

const faultsOfBay = (bay: stores.Bay | undefined, b: Booking, type: string | undefined): string[] =>
  failed({ 'wrong bay': bay?.storeId === b.storeId && bay.type === type })

/** A step of the house: a quarter of an hour in a place of its own, and nobody of the technicians. */
const faultsOfHouseStep = (data: BookingFacts, b: Booking, step: BookingStep): string[] => [
  ...faultsOfBay(data.bays.get(step.bayId), b, HOUSE_BAYS[step.kind]),
  ...failed({
    'a service of its own': step.serviceId === null,
    'wrong duration': step.endsMinute - step.startsMinute === 15,
    'wrong team': step.technicianIds.length === 0,
  }),
]

/** All work of a service on a car: one that stays overnight has it in two pieces. */
const minutesOf = (data: BookingFacts, b: Booking, serviceId: string): number =>
  stepsOf(data, b)
    .filter((step) => step.serviceId === serviceId)
    .reduce((sum, step) => sum + step.endsMinute - step.startsMinute, 0)

function faultsOfWork(data: BookingFacts, b: Booking, step: BookingStep): string[] {
  const service = data.services.get(step.serviceId ?? '')
  const fuel = data.vehicles.get(b.vehicleId)?.fuel
  if (!service || !fuel) return ['no service']
  const faults = failed({
    'not offered': data.offers.has(`${b.storeId} ${service.id}`),
    'wrong duration': minutesOf(data, b, service.id) === service.bayMinutes,
    'wrong team': new Set(step.technicianIds).size === service.technicianCount,
    'wrong fuel': service.fuels.length === 0 || service.fuels.includes(fuel),
  })
  const people = step.technicianIds.flatMap((id) => faultsOfTechnician(data, b, step, service, id))
  return [...faultsOfBay(data.bays.get(step.bayId), b, service.bayType), ...faults, ...people]
}

const faultsOfStep = (data: BookingFacts, b: Booking, step: BookingStep): string[] =>
  (step.kind === 'work' ? faultsOfWork : faultsOfHouseStep)(data, b, step)

/** The steps of a booking, in order. */
export const stepsOf = (data: BookingFacts, { id }: Booking): BookingStep[] =>
  data.steps.filter(({ bookingId }) => bookingId === id)

const quarter = (minute: number): number => Math.ceil(minute / 15) * 15

/** The steps of one day: within its hours, one after another from a time on. */
function faultsOfDay(data: BookingFacts, b: Booking, steps: readonly BookingStep[], from: number): string[] {
  const hours = data.days.get(`${b.storeId} ${steps[0]?.day}`)
  if (!hours) return ['refers to nothing']
  return failed({
    closed: hours.isOpen,
    'outside hours': from >= hours.opensMinute && (steps.at(-1)?.endsMinute ?? Infinity) <= hours.closesMinute,
    'not one after another': steps.every((step, i) => {
      return step.startsMinute === quarter(steps[i - 1]?.endsMinute ?? from)
    }),
  })
}

/** The second day of a car that stays overnight begins with the house. */
function faultsOfNight(data: BookingFacts, b: Booking, steps: readonly BookingStep[]): string[] {
  if (b.lastDay === null) return failed({ 'ends on another day': steps.every(({ day }) => day === b.day) })
  const second = steps.filter(({ day }) => day !== b.day)
  const opens = quarter(data.days.get(`${b.storeId} ${b.lastDay}`)?.opensMinute ?? -1)
  return [
    ...failed({
      'on other days': second.length > 0 && second.every(({ day }) => day === b.lastDay) && b.lastDay > b.day,
      'done on the first day': second.some(({ kind }) => kind === 'work'),
    }),
    ...faultsOfDay(data, b, second, opens),
  ]
}

/** What is wrong with a booking: empty when its time, places, people and car are right. */
export function faultsOf(data: BookingFacts, b: Booking): string[] {
  const car = data.vehicles.get(b.vehicleId)
  const steps = stepsOf(data, b)
  const first = steps.filter(({ day }) => day === b.day)
  if (!car) return ['refers to nothing']
  const faults = failed({
    'without work': first.some(({ kind }) => kind === 'work'),
    'wrong order': steps.every((step, i) => step.ordinal === i + 1),
    'wrong end': first.at(-1)?.endsMinute === b.endsMinute,
    'wrong price': steps.reduce((sum, { priceFen }) => sum + priceFen, 0) === b.priceFen,
    'wrong start': b.startsMinute % 30 === 0 && b.startsAt.getTime() === startsAtOf(b),
    'car of another': car.customerId === b.customerId,
  })
  return [
    ...faults,
    // The seats of a delayed car are those that it has now.
    ...faultsOfDay(data, b, first, b.startsMinute + (b.delayMinutes ?? 0)),
    ...faultsOfNight(data, b, steps),
    ...steps.flatMap((step) => faultsOfStep(data, b, step)),
  ]
}

/** Minutes at work of all technicians of a store on a day, leave and closing time taken out. */
export function workingMinutes(data: BookingFacts, storeId: string, day: string): number {
  const hours = data.days.get(`${storeId} ${day}`)
  if (!hours?.isOpen) return 0
  let minutes = 0
  for (const shift of data.shifts) {
    if (shift.weekday !== weekday(day) || data.technicians.get(shift.technicianId)?.storeId !== storeId) continue
    const away = data.leaves.filter((l) => l.technicianId === shift.technicianId && l.day === day)
    for (
      let m = Math.max(shift.startsMinute, hours.opensMinute);
      m < Math.min(shift.endsMinute, hours.closesMinute);
      m++
    ) {
      if (!away.some((l) => l.startsMinute <= m && m < l.endsMinute)) minutes++
    }
  }
  return minutes
}
