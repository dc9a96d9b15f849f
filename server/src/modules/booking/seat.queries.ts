import type { Reader } from '../../platform/database'
import { In } from 'typeorm'
import { cellOf, cellsFor } from '@pitlane/kernel'
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
  const bookings = await db.find(Booking, { where: { storeId, day: state.hours.day, state: In([...LIVE]) } })
  const byId = new Map(bookings.map((booking) => [booking.id, booking]))
  const steps = await findSteps(
    db,
    bookings.map(({ id }) => id),
  )
  const services = await findServices(
    db,
    steps.flatMap((step) => step.serviceId ?? []),
  )
  const needOf = (step: BookingStep): StepNeed => {
    const service = services.find(({ id }) => id === step.serviceId)
    const minutes = step.endsMinute - step.startsMinute
    return service ? workNeed({ ...service, bayMinutes: minutes }) : houseNeed(step.kind, minutes)
  }
  const eligibleOf = eligibility(roster, state)
  return steps.flatMap((step) => {
    const booking = byId.get(step.bookingId)
    if (!booking || booking.id === except) return []
    return [{ booking, step, seats: seatsOf(booking, step, eligibleOf(needOf(step))) }]
  })
}

type Eligible = Record<Seat['kind'], ReadonlyMap<string, Bits>>

/** Who may do a step, once per kind of step. */
function eligibility(roster: Roster, state: StoreDayState): (need: StepNeed) => Eligible {
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
