import { Booking, Claim } from '../../server/src/modules/booking/booking.entity'
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

function faultsOfTechnician(data: BookingFacts, b: Booking, service: Service, id: string): string[] {
  const who = data.technicians.get(id)
  const mine = <R extends { technicianId: string }>(rows: R[]) => rows.filter((row) => row.technicianId === id)
  const certificates = mine(data.certificates).filter(({ kind, expiresOn }) => {
    return kind === service.certificate && expiresOn >= b.day
  })
  return failed({
    'of another store': who?.storeId === b.storeId,
    'not skilled': who?.skills.includes(service.skill),
    'not certified': service.certificate === null || certificates.length > 0,
    'not on shift': mine(data.shifts).some(({ weekday: on, startsMinute, endsMinute }) => {
      return on === weekday(b.day) && startsMinute <= b.startsMinute && endsMinute >= b.endsMinute
    }),
    'on leave': !mine(data.leaves).some(({ day, startsMinute, endsMinute }) => {
      return day === b.day && startsMinute < b.endsMinute && endsMinute > b.startsMinute
    }),
  })
}

const startsAtOf = (b: Booking): number => Date.parse(`${b.day}T00:00:00+08:00`) + b.startsMinute * 60_000

/** What is wrong with a booking: empty when its time, place, people and car are right. */
export function faultsOf(data: BookingFacts, b: Booking): string[] {
  const service = data.services.get(b.serviceId)
  const hours = data.days.get(`${b.storeId} ${b.day}`)
  const bay = data.bays.get(b.bayId)
  const car = data.vehicles.get(b.vehicleId)
  if (!service || !hours || !bay || !car) return ['refers to nothing']
  const faults = failed({
    closed: hours.isOpen,
    'outside hours': b.startsMinute >= hours.opensMinute && b.endsMinute <= hours.closesMinute,
    'not offered': data.offers.has(`${b.storeId} ${b.serviceId}`),
    'wrong duration': b.endsMinute - b.startsMinute === service.bayMinutes,
    'wrong start': b.startsMinute % 30 === 0 && b.startsAt.getTime() === startsAtOf(b),
    'wrong bay': bay.storeId === b.storeId && bay.type === service.bayType,
    'wrong team': new Set(b.technicianIds).size === service.technicianCount,
    'wrong fuel': service.fuels.length === 0 || service.fuels.includes(car.fuel),
    'car of another': car.customerId === b.customerId,
  })
  return [...faults, ...b.technicianIds.flatMap((id) => faultsOfTechnician(data, b, service, id))]
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
