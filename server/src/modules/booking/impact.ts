import { cellOf, cellsFor, type Day, type Minute } from '@pitlane/kernel'
import { amountsFor } from '../catalog'
import { bayOutages, isQualified, workingSpans, type Roster } from '../store'
import { cellRange, cellsTouched, covers, NO_BITS, or, without, type Bits } from './bits'
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

function cellsOf({ startsMinute, endsMinute }: SeatedStep): Bits {
  const first = cellOf(startsMinute)
  return cellRange(first, first + cellsFor(endsMinute - startsMinute))
}

const isThere = (technician: Person, step: SeatedStep): boolean =>
  covers(cellsAtWork(workingSpans(technician, step.day)), cellsOf(step))

const canDo = (technician: Person | undefined, step: SeatedStep, need: Need | undefined): boolean =>
  technician !== undefined &&
  isThere(technician, step) &&
  (need === undefined || isQualified(technician, need, step.day))

type Bay = Roster['bays'][number]

const isOut = (bay: Bay, step: SeatedStep): boolean => {
  const needed = cellsOf(step)
  const out = bayOutages(bay, step.day).reduce<Bits>((bits, [from, to]) => or(bits, cellsTouched(from, to)), NO_BITS)
  return !covers(without(needed, out), needed)
}

function lostBay(before: Roster, after: Roster, step: SeatedStep): LostSeat[] {
  const bay = before.bays.find(({ id }) => id === step.bayId)
  if (!bay || isOut(bay, step)) return []
  const isKept = after.bays.some((next) => next.id === bay.id && next.type === bay.type && !isOut(next, step))
  return isKept ? [] : [{ bookingId: step.bookingId, kind: 'bay', name: bay.name }]
}

const lostPeople = (before: Roster, after: Roster, step: SeatedStep, need: Need | undefined): LostSeat[] =>
  step.technicianIds.flatMap((id) => {
    const known = before.technicians.find((technician) => technician.id === id)
    const next = after.technicians.find((technician) => technician.id === id)
    const isLost = known && canDo(known, step, need) && !canDo(next, step, need)
    return isLost ? [{ bookingId: step.bookingId, kind: 'technician' as const, name: known.name }] : []
  })

/**
 * The seats that are good by the roster `before` and no longer by the one `after`: the bay is gone, out of order or of
 * another type, or somebody is not there or may not do the work. What was wrong already is not counted against the change.
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

/** What a service asks for, as far as it decides whether a booking can stay as it is. */
interface ServiceNeed extends Need {
  readonly name: string
  readonly bayType: string
  readonly bayMinutes: number | null
  readonly technicianCount: number
  readonly isActive: boolean
  readonly storeIds: readonly string[]
  readonly variants: readonly {
    readonly familyId: string
    readonly bayMinutes: number
    readonly technicianCount: number
  }[]
}

/** The steps of one booking that do a service, and where. */
interface ServiceWork {
  readonly roster: Roster
  readonly storeId: string
  readonly day: Day
  /** The model family of the car. */
  readonly family: string | undefined
  readonly steps: readonly Pick<SeatedStep, 'startsMinute' | 'endsMinute' | 'bayId' | 'technicianIds'>[]
}

interface ServiceLoss {
  readonly kind: 'service' | 'minutes' | 'people' | 'bay' | 'technician'
  readonly name: string
}

const isOffered = (need: ServiceNeed, storeId: string): boolean => need.isActive && need.storeIds.includes(storeId)

/** What is missing of a booking after a service has changed and was not missing before. */
export function lossesByService(
  work: ServiceWork,
  { before, after }: { readonly before: ServiceNeed; readonly after: ServiceNeed },
): ServiceLoss[] {
  const { name } = before
  if (!isOffered(after, work.storeId)) return isOffered(before, work.storeId) ? [{ kind: 'service', name }] : []
  const amounts = { was: amountsFor(before, work.family), wants: amountsFor(after, work.family) }
  return [...shortages(work.steps, name, amounts), ...unfitSeats(work, before, after)]
}

type Amounts = ReturnType<typeof amountsFor>

/** Time and people that are missing of what is wanted and were not missing of what was. */
function shortages(
  steps: ServiceWork['steps'],
  name: string,
  { was, wants }: { readonly was: Amounts; readonly wants: Amounts },
): ServiceLoss[] {
  const minutes = steps.reduce((sum, step) => sum + step.endsMinute - step.startsMinute, 0)
  const people = new Set(steps.flatMap(({ technicianIds }) => technicianIds)).size
  const isShort = minutes < (wants.bayMinutes ?? 0) && minutes >= (was.bayMinutes ?? 0)
  const isAlone = people < wants.technicianCount && people >= was.technicianCount
  return [
    ...(isShort ? [{ kind: 'minutes' as const, name }] : []),
    ...(isAlone ? [{ kind: 'people' as const, name }] : []),
  ]
}

/** What is missing of a booking because its car belongs to another family, `from` one `to` another. */
export const lossesByFamily = (
  steps: ServiceWork['steps'],
  service: Pick<ServiceNeed, 'name' | 'bayMinutes' | 'technicianCount' | 'variants'>,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
): ServiceLoss[] => shortages(steps, service.name, { was: amountsFor(service, from), wants: amountsFor(service, to) })

/** Bays of a kind that is not asked for any more, and people who may not do it any more. */
function unfitSeats({ roster, day, steps }: ServiceWork, before: ServiceNeed, after: ServiceNeed): ServiceLoss[] {
  const bayIds = new Set(steps.map(({ bayId }) => bayId))
  const people = new Set(steps.flatMap(({ technicianIds }) => technicianIds))
  const bays = roster.bays.filter(({ id, type }) => bayIds.has(id) && type === before.bayType && type !== after.bayType)
  const unfit = roster.technicians.filter(
    (person) => people.has(person.id) && isQualified(person, before, day) && !isQualified(person, after, day),
  )
  return [
    ...bays.map(({ name }) => ({ kind: 'bay' as const, name })),
    ...unfit.map(({ name }) => ({ kind: 'technician' as const, name })),
  ]
}
