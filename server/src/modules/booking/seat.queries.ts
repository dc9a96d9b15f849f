import type { Reader } from '../../platform/database'
import { In, LessThan, MoreThanOrEqual } from 'typeorm'
import { cellOf, cellsFor, type Day } from '@pitlane/kernel'
import { findServices } from '../catalog'
import type { Roster } from '../store'
import type { Bits } from './bits'
import { Booking, type BookingStep } from './booking.entity'
import { findSteps } from './booking.queries'
import { LIVE } from './lifecycle'
import { reseat, type Reseating, type Seat } from './reseat'
import { visitFor, type StoreDayState } from './slot.queries'
import { houseNeed, workNeed, type StepNeed } from './visit'
import type { Visit } from './capacity'

/** A step of a booking with the seats it takes. */
export interface SeatedStep {
  readonly booking: Booking
  readonly step: BookingStep
  readonly seats: readonly { readonly seat: Seat; readonly resourceId: string }[]
}

/** A change of hands of one step, as it shall be written. */
export interface StepMove {
  readonly booking: Booking
  readonly step: BookingStep
  readonly bayId: string
  readonly technicianIds: string[]
}

/** Every seat that is taken on a store-day, with all who might take it instead. `except` is a booking that is about to move. */
export async function readSeats(
  db: Reader,
  storeId: string,
  roster: Roster,
  state: StoreDayState,
  except?: string,
): Promise<SeatedStep[]> {
  const { bookings, steps } = await readVisits(db, storeId, state.hours.day)
  const needOf = await needsOfSteps(db, steps)
  const eligibleOf = eligibility(roster, state)
  return steps.flatMap((step) => {
    const booking = bookings.get(step.bookingId)
    if (!booking || !step.isSeated || booking.id === except) return []
    return [{ booking, step, seats: seatsOf(booking, step, eligibleOf(needOf(step))) }]
  })
}

/** What is to happen on a store-day. */
export interface Visits {
  readonly bookings: ReadonlyMap<string, Booking>
  /** Steps of that day. */
  readonly steps: readonly BookingStep[]
  /** Steps of the same bookings on other days. */
  readonly elsewhere: readonly BookingStep[]
}

/** The live bookings that have a step on a store-day, also those that stay over from days before. */
export async function readVisits(db: Reader, storeId: string, day: Day): Promise<Visits> {
  const live = { storeId, state: In([...LIVE]) }
  const found = await db.find(Booking, {
    where: [
      { ...live, day },
      { ...live, day: LessThan(day), lastDay: MoreThanOrEqual(day) },
    ],
  })
  const steps = await findSteps(
    db,
    found.map(({ id }) => id),
  )
  return {
    bookings: new Map(found.map((one) => [one.id, one])),
    steps: steps.filter((step) => step.day === day),
    elsewhere: steps.filter((step) => step.day !== day),
  }
}

/** What steps need, with the length they were given. */
export async function needsOfSteps(
  db: Reader,
  steps: readonly BookingStep[],
): Promise<(step: BookingStep) => StepNeed> {
  const services = await findServices(
    db,
    steps.flatMap((step) => step.serviceId ?? []),
  )
  return (step) => {
    const service = services.find(({ id }) => id === step.serviceId)
    const minutes = step.endsMinute - step.startsMinute
    return service ? workNeed({ ...service, bayMinutes: minutes }) : houseNeed(step.kind, minutes)
  }
}

export type Eligible = Record<Seat['kind'], ReadonlyMap<string, Bits>>

/** Who may do a step, once per kind of step. */
export function eligibility(roster: Roster, state: StoreDayState): (need: StepNeed) => Eligible {
  const known = new Map<string, Eligible>()
  return (need) => {
    const key = [need.bayType, need.technicianCount, need.skill, need.certificate].join()
    const made = known.get(key) ?? candidatesOf(visitFor([need], roster, state))
    known.set(key, made)
    return made
  }
}

function candidatesOf([demand]: Visit): Eligible {
  const open = (list: readonly { id: string; open: Bits }[] = []) => new Map(list.map((one) => [one.id, one.open]))
  return { bay: open(demand?.bays), technician: open(demand?.technicians) }
}

function seatsOf({ id, state }: Booking, step: BookingStep, eligible: Eligible): SeatedStep['seats'] {
  const from = cellOf(step.startsMinute)
  const span = { key: `${id}:${step.ordinal}`, from, to: from + cellsFor(step.endsMinute - step.startsMinute) }
  const common = { ...span, isMovable: state !== 'arrived' }
  const seatOf = (kind: Seat['kind']): Seat => ({ ...common, kind, eligible: eligible[kind] })
  return [
    { seat: seatOf('bay'), resourceId: step.bayId },
    ...step.technicianIds.map((resourceId) => ({ seat: seatOf('technician'), resourceId })),
  ]
}

/** Whether and how others can make room for a visit; see {@link reseat}. */
export function findRoom(
  visit: Visit,
  start: number,
  seated: readonly SeatedStep[],
): { chosen: Reseating['chosen']; moves: StepMove[] } | undefined {
  const found = reseat(
    visit,
    start,
    seated.flatMap(({ seats }) => seats),
  )
  if (!found) return undefined
  const now = new Map(found.moves.map(({ seat, resourceId }) => [seat, resourceId]))
  const moves = seated.flatMap(({ booking, step, seats }): StepMove[] => {
    if (!seats.some(({ seat }) => now.has(seat))) return []
    const holder = (kind: Seat['kind']) =>
      seats.filter(({ seat }) => seat.kind === kind).map(({ seat, resourceId }) => now.get(seat) ?? resourceId)
    return [{ booking, step, bayId: holder('bay')[0] ?? step.bayId, technicianIds: holder('technician') }]
  })
  return { chosen: found.chosen, moves }
}
