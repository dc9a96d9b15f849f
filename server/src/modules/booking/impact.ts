import { cellOf, cellsFor, type Day, type Minute } from '@pitlane/kernel'
import { isQualified, workingSpans, type Roster } from '../store'
import { cellRange, covers } from './bits'
import { cellsAtWork } from './day-state'

/** One step of a booking to come, with the seat it was given. */
export interface SeatedStep {
  readonly bookingId: string
  readonly day: Day
  readonly startsMinute: Minute
  readonly endsMinute: Minute
  readonly bayId: string
  readonly technicianIds: readonly string[]
  /** The service of a work step. */
  readonly serviceId: string | null
}

/** What a service asks of whoever does it. */
export interface Need {
  readonly skill: string
  readonly certificate: string | null
}

/** A seat that a change of the roster takes away. */
export interface LostSeat {
  readonly bookingId: string
  readonly kind: 'bay' | 'technician'
  readonly name: string
}

type Person = Roster['technicians'][number]

function isThere(technician: Person, { day, startsMinute, endsMinute }: SeatedStep): boolean {
  const first = cellOf(startsMinute)
  const needed = cellRange(first, first + cellsFor(endsMinute - startsMinute))
  return covers(cellsAtWork(workingSpans(technician, day)), needed)
}

const canDo = (technician: Person | undefined, step: SeatedStep, need: Need | undefined): boolean =>
  technician !== undefined &&
  isThere(technician, step) &&
  (need === undefined || isQualified(technician, need, step.day))

function lostBay(before: Roster, after: Roster, step: SeatedStep): LostSeat[] {
  const bay = before.bays.find(({ id }) => id === step.bayId)
  const isKept = after.bays.some(({ id, type }) => id === step.bayId && type === bay?.type)
  return bay && !isKept ? [{ bookingId: step.bookingId, kind: 'bay', name: bay.name }] : []
}

const lostPeople = (before: Roster, after: Roster, step: SeatedStep, need: Need | undefined): LostSeat[] =>
  step.technicianIds.flatMap((id) => {
    const known = before.technicians.find((technician) => technician.id === id)
    const next = after.technicians.find((technician) => technician.id === id)
    const isLost = known && canDo(known, step, need) && !canDo(next, step, need)
    return isLost ? [{ bookingId: step.bookingId, kind: 'technician' as const, name: known.name }] : []
  })

/**
 * The seats that are good by the roster `before` and no longer by the one `after`: the bay is gone or of another type, or
 * somebody is not there or may not do the work. What was wrong already is not counted against the change.
 */
export const lostSeats = (
  before: Roster,
  after: Roster,
  steps: readonly SeatedStep[],
  needs: ReadonlyMap<string, Need>,
): LostSeat[] =>
  steps.flatMap((step) => [
    ...lostBay(before, after, step),
    ...lostPeople(before, after, step, step.serviceId === null ? undefined : needs.get(step.serviceId)),
  ])
