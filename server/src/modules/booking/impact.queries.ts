import { maskPlate, type policy, type resources } from '@pitlane/contract'
import { daysBetween } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { Vault } from '../../platform/vault'
import { findServices, type ServiceChange } from '../catalog'
import { afterChange, listDays, readRoster, type Store } from '../store'
import { findVehicles } from '../vehicle'
import { Booking, type BookingStep } from './booking.entity'
import { findSteps } from './booking.queries'
import { lostSeats } from './impact'

type Affected = resources.AffectedBooking

/** Where bookings are looked for, and as of when. */
export interface Sight {
  readonly db: Reader
  readonly vault: Vault
  readonly store: Store
  readonly now: Date
}

/** Bookings that have not arrived and whose time is not over; a time that is held while its owner confirms counts. */
async function bookingsToCome({ db, store, now }: Sight): Promise<Booking[]> {
  const { day, minute } = toLocal(now, store.timeZone)
  const bookings = await db.find(Booking, {
    where: { storeId: store.id, day: MoreThanOrEqual(day), state: In(['held', 'placed', 'confirmed']) },
    order: { startsAt: 'ASC', id: 'ASC' },
  })
  return bookings.filter((b) => (b.day > day || b.endsMinute > minute) && (b.heldUntil === null || b.heldUntil > now))
}

const idsOf = (bookings: readonly Booking[]): string[] => bookings.map(({ id }) => id)

const worksOf = (steps: readonly BookingStep[]): string[] => steps.flatMap(({ serviceId }) => serviceId ?? [])

/** Those of `bookings` that lose something, as the person who changes it reads them; by time. */
async function affectedOf(
  { db, vault, store }: Sight,
  bookings: readonly Booking[],
  steps: readonly BookingStep[],
  lossesOf: (booking: Booking) => resources.Loss[],
): Promise<Affected[]> {
  const losing = bookings.flatMap((booking) => {
    const losses = lossesOf(booking)
    return losses.length > 0 ? [{ booking, losses }] : []
  })
  if (losing.length === 0) return []
  const vehicles = await findVehicles(
    db,
    vault,
    losing.map(({ booking }) => booking.vehicleId),
  )
  const services = await findServices(db, worksOf(steps))
  const serviceName = (booking: Booking) =>
    worksOf(steps.filter((step) => step.bookingId === booking.id))
      .map((id) => services.find((service) => service.id === id)?.name ?? '')
      .join('、')
  return losing.map(({ booking, losses }) => {
    const plate = vehicles.find(({ id }) => id === booking.vehicleId)?.plate
    return {
      ...{ id: booking.id, number: booking.number, storeName: store.name, day: booking.day },
      ...{ minute: booking.startsMinute, endMinute: booking.endsMinute, serviceName: serviceName(booking) },
      ...{ maskedPlate: plate ? maskPlate(plate) : null, losses },
    }
  })
}

/** Bookings to come that lose their bay or somebody by a change of the roster that stands in the database. */
export async function affectedByRoster(sight: Sight, change: resources.RosterChange): Promise<Affected[]> {
  const { db, store } = sight
  const roster = await readRoster(db, store.id)
  const bookings = await bookingsToCome(sight)
  const rows = await findSteps(db, idsOf(bookings))
  const dayOf = new Map(bookings.map(({ id, day }) => [id, day]))
  const steps = rows.map((step) => ({ ...step, day: dayOf.get(step.bookingId) ?? '' }))
  const services = await findServices(db, worksOf(rows))
  const needs = new Map(services.map((service) => [service.id, service]))
  const lost = lostSeats(roster, afterChange(roster, change), steps, needs)
  return affectedOf(sight, bookings, rows, (booking) => onceEach(lost.filter((l) => l.bookingId === booking.id)))
}

/** The same bay or person in two steps is one loss. */
const onceEach = (losses: readonly resources.Loss[]): resources.Loss[] => [
  ...new Map(losses.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }])).values(),
]

/** Bookings to come that end later before closing than a new policy allows, and not than the old one did. */
export async function affectedByPolicy(
  sight: Sight,
  [before, after]: readonly [policy.CapacityPolicy, policy.CapacityPolicy],
): Promise<Affected[]> {
  const { db, store, now } = sight
  const bookings = await bookingsToCome(sight)
  const today = toLocal(now, store.timeZone).day
  const days = await listDays(db, store.id, today, daysBetween(today, bookings.at(-1)?.day ?? today) + 1)
  const closing = new Map(days.map((day) => [day.day, day.closesMinute]))
  const isLate = (booking: Booking, { finishBeforeCloseMinutes }: policy.CapacityPolicy) =>
    booking.endsMinute > (closing.get(booking.day) ?? 1440) - finishBeforeCloseMinutes
  const lossesOf = (booking: Booking): resources.Loss[] =>
    isLate(booking, after) && !isLate(booking, before) ? [{ kind: 'closing', name: '' }] : []
  return affectedOf(sight, bookings, await findSteps(db, idsOf(bookings)), lossesOf)
}

/** A service as it is, and as it is asked to be. */
interface ServiceStep {
  readonly before: ServiceChange & { readonly id: string; readonly name: string }
  readonly after: ServiceChange
}

/** Bookings to come that were planned with fewer minutes or people than a service will ask for. */
export async function affectedByService(sight: Sight, { before, after }: ServiceStep): Promise<Affected[]> {
  const bookings = await bookingsToCome(sight)
  const steps = await findSteps(sight.db, idsOf(bookings))
  const lossesOf = (booking: Booking): resources.Loss[] =>
    steps
      .filter((step) => step.bookingId === booking.id && step.serviceId === before.id)
      .flatMap((step) => shortfalls(step, before, after).map((kind) => ({ kind, name: before.name })))
  return affectedOf(sight, bookings, steps, lossesOf)
}

/** What is missing after the change and was not before. */
function shortfalls(step: BookingStep, before: ServiceChange, after: ServiceChange): ('minutes' | 'people')[] {
  const minutes = step.endsMinute - step.startsMinute
  const people = step.technicianIds.length
  const isShort = minutes < (after.bayMinutes ?? 0) && minutes >= (before.bayMinutes ?? 0)
  const isAlone = people < after.technicianCount && people >= before.technicianCount
  return [...(isShort ? (['minutes'] as const) : []), ...(isAlone ? (['people'] as const) : [])]
}
