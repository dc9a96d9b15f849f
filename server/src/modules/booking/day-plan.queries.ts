import { addDays, CELL_MINUTES, cellOf, CELLS_PER_DAY, cellsFor, type Day } from '@pitlane/kernel'
import type { Reader } from '../../platform/database'
import type { Roster } from '../store'
import { cellRange, type Bits } from './bits'
import type { Booking, BookingStep } from './booking.entity'
import type { Job, Stint } from './healing'
import { isUpcoming } from './lifecycle'
import type { Moment } from './remaining'
import type { Taken } from './seat-board'
import { eligibility, needsOfSteps, readVisits, type Eligible } from './seat.queries'
import type { StoreDayState } from './slot.queries'
import type { StepNeed } from './visit'

/** Who is told to come later at all is asked to wait two hours at most. */
const MAX_DELAY = cellsFor(120)

/** One car on a day. */
export interface Visitor {
  readonly booking: Booking
  /** All of its steps of the day. */
  readonly steps: readonly BookingStep[]
  /** Those that have not begun: `job` is made of them. */
  readonly open: readonly BookingStep[]
  readonly job: Job
  /** Whether what has not begun holds its seats. */
  readonly hasSeats: boolean
  /** Other days to come on which it has no seats. */
  readonly lacking: readonly Day[]
}

/** A store-day for whoever has to put it in order. */
export interface DayPlan {
  readonly state: StoreDayState
  readonly visitors: readonly Visitor[]
  /** Seats of what is being worked on, or over. */
  readonly fixed: readonly Taken[]
  readonly eligibleOf: (need: StepNeed) => Eligible
  readonly needOf: (step: BookingStep) => StepNeed
}

/** Which day it is about, and how much of it is over. */
export interface DaySight {
  readonly storeId: string
  readonly roster: Roster
  readonly state: StoreDayState
  readonly now: Moment
  /** A booking whose own steps are planned by the caller. */
  readonly except?: string
  /** Steps of that booking that may find their place on this day: what they need is known too. */
  readonly own?: readonly BookingStep[]
}

const ANY_TIME: Bits = cellRange(0, CELLS_PER_DAY)

/** Seats of one step as it stands; somebody who is at work there keeps on, whatever the roster says. */
export const takenBy = (step: BookingStep): Taken[] => {
  const from = cellOf(step.startsMinute)
  const span = {
    key: `${step.bookingId}:${step.ordinal}`,
    from,
    to: from + cellsFor(step.endsMinute - step.startsMinute),
  }
  const seatOf = (kind: 'bay' | 'technician', resourceId: string): Taken => ({
    ...{ resourceId, seat: { ...span, kind, isMovable: false, eligible: new Map([[resourceId, ANY_TIME]]) } },
  })
  return [seatOf('bay', step.bayId), ...step.technicianIds.map((id) => seatOf('technician', id))]
}

/** A step as something that can be placed, so many cells earlier than it stands. */
export function stintOf(step: BookingStep, eligible: Eligible, earlier = 0): Stint {
  const from = cellOf(step.startsMinute) - earlier
  return {
    ...{ from, to: from + cellsFor(step.endsMinute - step.startsMinute) },
    seats: [
      { kind: 'bay', eligible: eligible.bay, preferred: step.bayId },
      ...step.technicianIds.map((id) => ({
        ...{ kind: 'technician' as const, eligible: eligible.technician, preferred: id },
      })),
    ],
  }
}

/** Reads a store-day behind its gate as cars that may still change places, and what is fixed. */
export async function readDayPlan(db: Reader, sight: DaySight): Promise<DayPlan> {
  const { storeId, state, roster, now, except, own = [] } = sight
  const { day } = state.hours
  const { bookings, steps, elsewhere } = await readVisits(db, storeId, day)
  const needOf = await needsOfSteps(db, [...steps, ...own])
  const eligibleOf = eligibility(roster, state)
  const seated = await bookingsWithClaims(db, storeId, day)
  const fixed: Taken[] = []
  const visitors: Visitor[] = []
  for (const booking of bookings.values()) {
    const mine = steps.filter((step) => step.bookingId === booking.id)
    if (mine.length === 0 || booking.id === except) continue
    const isHere = (step: BookingStep) => seated.has(booking.id) && step.isSeated
    const isFixed = (step: BookingStep) => isHere(step) && (hasBegun(booking, step, now) || !isKnown(step, needOf))
    const isLost = (step: BookingStep) => !isHere(step) && booking.finishedAt === null
    const open = mine.filter((step) => isLost(step) || (isHere(step) && !isFixed(step)))
    const hasSeats = !mine.some(isLost)
    fixed.push(...mine.filter(isFixed).flatMap(takenBy))
    if (!isToCome(booking, open, hasSeats, now)) continue
    const job = jobOf(booking, open, hasSeats, sight, (step) => eligibleOf(needOf(step)))
    const lacking = elsewhere.filter((step) => step.bookingId === booking.id && !step.isSeated && step.day >= now.day)
    visitors.push({ booking, steps: mine, open, hasSeats, lacking: lacking.map((step) => step.day), job })
  }
  return { state, visitors, fixed, eligibleOf, needOf }
}

/** Whether there is anything left to be placed: not of a time without seats that is over. */
const isToCome = (booking: Booking, open: readonly BookingStep[], hasSeats: boolean, now: Moment): boolean =>
  open.length > 0 && (hasSeats || !isOver(booking, open, now))

/** A booking that was given up has no cells, whatever its state says. */
async function bookingsWithClaims(db: Reader, storeId: string, day: Day): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ id: string }>(
    'select distinct booking_id as id from claim where store_id = ? and day = ?',
    [storeId, day],
  )
  return new Set(rows.map(({ id }) => id))
}

const hasBegun = ({ state }: Booking, step: BookingStep, now: Moment): boolean =>
  step.day < now.day || (state === 'arrived' && step.day === now.day && step.startsMinute <= now.minute)

/** A service that is gone from the catalogue says nothing about who might do it instead. */
const isKnown = (step: BookingStep, needOf: DayPlan['needOf']): boolean =>
  step.kind !== 'work' || needOf(step).serviceId !== null

/** A visit without seats of which the time is over, with all it could be delayed. */
const isOver = ({ state }: Booking, open: readonly BookingStep[], now: Moment): boolean =>
  state !== 'arrived' &&
  open.every(({ day, endsMinute }) => day < now.day || (day === now.day && endsMinute <= now.minute))

function jobOf(
  booking: Booking,
  open: readonly BookingStep[],
  hasSeats: boolean,
  { state, now }: DaySight,
  eligibleOf: (step: BookingStep) => Eligible,
): Job {
  const { day } = state.hours
  const isFirstDay = booking.day === day
  // A visit that has no seats stands where it was promised.
  const delay = isFirstDay && hasSeats ? cellsFor(booking.delayMinutes ?? 0) : 0
  const base = isFirstDay ? cellsFor(booking.delayMinutes ?? 0) : 0
  const stints = open.map((step) => stintOf(step, eligibleOf(step), base))
  const first = Math.min(...stints.map(({ from }) => from))
  const earliest = day === now.day ? cellOf(now.minute + CELL_MINUTES - 1) - first : 0
  const delays = Array.from({ length: mostOf(booking, isFirstDay, day, now) + 1 }, (_, i) => i)
  return {
    ...{ id: booking.id, stints, delay: hasSeats ? delay : undefined },
    delays: delays.filter((one) => one >= earliest || (hasSeats && one === delay)),
  }
}

/** By how many cells a car may be delayed at most. */
function mostOf({ state }: Booking, isFirstDay: boolean, day: Day, now: Moment): number {
  // The car is in the yard: it is worked on when there is somebody.
  if (state === 'arrived') return CELLS_PER_DAY
  if (!isFirstDay || !isUpcoming(state)) return 0
  // Further ahead there is time to ask for another time: nobody is told to wait.
  return day <= addDays(now.day, 1) ? MAX_DELAY : 0
}
