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

function faultsOfTechnician(data: BookingFacts, b: Booking, id: string): string[] {
  const who = data.technicians.get(id)
  const service = data.services.get(b.serviceId)
  const hasShift = data.shifts.some(
    (s) =>
      s.technicianId === id &&
      s.weekday === weekday(b.day) &&
      s.startsMinute <= b.startsMinute &&
      s.endsMinute >= b.endsMinute,
  )
  const isAway = data.leaves.some(
    (l) => l.technicianId === id && l.day === b.day && l.startsMinute < b.endsMinute && l.endsMinute > b.startsMinute,
  )
  const isCertified =
    !service?.certificate ||
    data.certificates.some((c) => c.technicianId === id && c.kind === service.certificate && c.expiresOn >= b.day)
  return [
    who?.storeId === b.storeId ? '' : 'of another store',
    who?.skills.includes(service?.skill ?? '?') ? '' : 'not skilled',
    isCertified ? '' : 'not certified',
    hasShift ? '' : 'not on shift',
    isAway ? 'on leave' : '',
  ].filter(Boolean)
}

/** What is wrong with a booking: empty when its time, place, people and car are right. */
export function faultsOf(data: BookingFacts, b: Booking): string[] {
  const service = data.services.get(b.serviceId)
  const hours = data.days.get(`${b.storeId} ${b.day}`)
  const bay = data.bays.get(b.bayId)
  const fuels = service?.fuels ?? []
  const isInside = hours?.isOpen && b.startsMinute >= hours.opensMinute && b.endsMinute <= hours.closesMinute
  const fits = fuels.length === 0 || fuels.includes(data.vehicles.get(b.vehicleId)?.fuel ?? 'ice')
  const team = new Set(b.technicianIds)
  return [
    isInside ? '' : 'outside hours',
    data.offers.has(`${b.storeId} ${b.serviceId}`) ? '' : 'not offered',
    b.endsMinute - b.startsMinute === service?.bayMinutes && b.startsMinute % 30 === 0 ? '' : 'wrong time',
    bay?.storeId === b.storeId && bay.type === service?.bayType ? '' : 'wrong bay',
    team.size === service?.technicianCount ? '' : 'wrong team',
    fits ? '' : 'wrong fuel',
    data.vehicles.get(b.vehicleId)?.customerId === b.customerId ? '' : 'car of another',
    b.startsAt.getTime() === Date.parse(`${b.day}T00:00:00+08:00`) + b.startsMinute * 60_000 ? '' : 'wrong instant',
    ...b.technicianIds.flatMap((id) => faultsOfTechnician(data, b, id)),
  ].filter(Boolean)
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
