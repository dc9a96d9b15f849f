import { maskPlate, type policy, type resources, type services } from '@pitlane/contract'
import { daysBetween, type Day } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { Vault } from '../../platform/vault'
import { familyOfName, findServices, listFamilies } from '../catalog'
import { afterChange, listDays, readRoster, type Store } from '../store'
import { findVehicles } from '../vehicle'
import { Booking, type BookingStep } from './booking.entity'
import { findSteps } from './booking.queries'
import { lossesByService, lostSeats } from './impact'

type Affected = resources.AffectedBooking

/** Where bookings are looked for, and as of when. */
export interface Sight {
  readonly db: Reader
  readonly vault: Vault
  readonly store: Store
  readonly now: Date
}

/** Bookings that have not arrived and whose time is not over; a time that is held while its owner confirms counts. */
export async function bookingsToCome({ db, store, now }: Sight): Promise<Booking[]> {
  const { day, minute } = toLocal(now, store.timeZone)
  const bookings = await db.find(Booking, {
    where: { storeId: store.id, day: MoreThanOrEqual(day), state: In(['held', 'placed', 'confirmed']) },
    order: { startsAt: 'ASC', id: 'ASC' },
  })
  return bookings.filter((b) => (b.day > day || b.endsMinute > minute) && (b.heldUntil === null || b.heldUntil > now))
}

export const idsOf = (bookings: readonly Booking[]): string[] => bookings.map(({ id }) => id)

export const worksOf = (steps: readonly BookingStep[]): string[] => [
  ...new Set(steps.flatMap(({ serviceId }) => serviceId ?? [])),
]

/** Those of `bookings` that lose something, as the person who changes it reads them; by time. */
export async function affectedOf(
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
  const steps = await findSteps(db, idsOf(bookings))
  const services = await findServices(db, worksOf(steps))
  const needs = new Map(services.map((service) => [service.id, service]))
  const lost = lostSeats(roster, afterChange(roster, change), steps, needs)
  return affectedOf(sight, bookings, steps, (booking) => onceEach(lost.filter((l) => l.bookingId === booking.id)))
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

/** How many bookings are to come, or are being worked on. */
export async function countToCome(sight: Sight): Promise<number> {
  const { db, store, now } = sight
  const { day } = toLocal(now, store.timeZone)
  const inHouse = await db.count(Booking, { storeId: store.id, day: MoreThanOrEqual(day), state: 'arrived' })
  return (await bookingsToCome(sight)).length + inHouse
}

interface NewHours {
  readonly day: Day
  readonly isOpen: boolean
  readonly opensMinute: number
  readonly closesMinute: number
}

/** Bookings with a step outside new hours, and the days on which there are any. */
export async function affectedByHours(
  sight: Sight,
  hours: readonly NewHours[],
): Promise<{ affected: Affected[]; days: ReadonlySet<Day> }> {
  const bookings = await bookingsToCome(sight)
  const steps = await findSteps(sight.db, idsOf(bookings))
  const outside = steps.filter((step) => {
    const next = hours.find(({ day }) => day === step.day)
    return next && (!next.isOpen || step.startsMinute < next.opensMinute || step.endsMinute > next.closesMinute)
  })
  const affected = await affectedOf(sight, bookings, steps, (booking) =>
    outside.some(({ bookingId }) => bookingId === booking.id) ? [{ kind: 'hours', name: '' }] : [],
  )
  return { affected, days: new Set(outside.map(({ day }) => day)) }
}

/** A service as it is, and as it is asked to be. */
interface ServiceStep {
  readonly before: services.ServiceDetail
  readonly after: services.ServiceFields
}

/**
 * Bookings to come that a change of a service touches: they were planned with fewer minutes or people, at another kind of
 * bay, or with somebody who may not do it any more; or the store does not offer it any more.
 */
export async function affectedByService(sight: Sight, change: ServiceStep): Promise<Affected[]> {
  const { db, vault, store } = sight
  const bookings = await bookingsToCome(sight)
  const steps = await findSteps(db, idsOf(bookings))
  const isMeant = ({ serviceId }: BookingStep) => serviceId === change.before.id
  const meant = bookings.filter(({ id }) => steps.some((step) => step.bookingId === id && isMeant(step)))
  if (meant.length === 0) return []
  const vehicles = await findVehicles(
    db,
    vault,
    meant.map(({ vehicleId }) => vehicleId),
  )
  const families = await listFamilies(db)
  const roster = await readRoster(db, store.id)
  const lossesOf = (booking: Booking): resources.Loss[] => {
    const name = vehicles.find(({ id }) => id === booking.vehicleId)?.name ?? ''
    const family = familyOfName(families, name)?.id
    const mine = steps.filter((step) => step.bookingId === booking.id && isMeant(step))
    return lossesByService({ roster, storeId: store.id, day: booking.day, family, steps: mine }, change)
  }
  return affectedOf(sight, meant, steps, lossesOf)
}
