import { CELL_MINUTES, cellOf, CELLS_PER_DAY, cellsFor, type Day } from '@pitlane/kernel'
import { and, cellRange, cellsTouched, covers, hasCell, NO_BITS, or, runStarts, without, type Bits } from './bits'
import type { BookingStep } from './booking.entity'
import { offsetsOf, type Demand, type Resource, type Visit } from './capacity'
import { choose } from './choosing'
import { downToQuarter } from './overnight'
import type { Moment } from './remaining'

/** Who shall do a piece of work, and where. */
export interface Crew {
  readonly technicianIds: readonly string[]
  readonly bayId: string
}

/** What is left of a piece of work of a car that is here, and a day on which it could be done. */
export interface WorkSight {
  readonly step: BookingStep
  readonly day: Day
  /** The first cell at which it could begin. */
  readonly from: number
  /** Its time has begun: what of it is over keeps who did it. */
  readonly hasBegun: boolean
  readonly cells: number
  readonly demand: Demand
  /** Cells at which the car is worked on otherwise. */
  readonly busy: Bits
  /** Check and wash of that day, which come after it. */
  readonly tail: readonly BookingStep[]
  readonly tailVisit: Visit
}

/** Where it is done, and what comes after it, as it shall be written. */
export interface WorkPlace {
  readonly sight: WorkSight
  readonly cell: number
  readonly tail: readonly BookingStep[]
}

/** A visit on a day, as seen from a piece of its work. */
interface Around {
  readonly steps: readonly BookingStep[]
  /** All pieces that change hands. */
  readonly pieces: readonly BookingStep[]
  readonly now: Moment
}

export const isOver = ({ day, endsMinute }: BookingStep, now: Moment): boolean =>
  day < now.day || (day === now.day && endsMinute <= now.minute)

const isAfterWork = ({ kind }: BookingStep): boolean => kind === 'qc' || kind === 'wash'

/** A piece of work on a day; `visitOf` says what steps demand of it. */
export function sightOf(
  step: BookingStep,
  day: Day,
  { steps, pieces, now }: Around,
  visitOf: (steps: readonly BookingStep[]) => Visit,
): WorkSight | undefined {
  const [demand] = visitOf([step])
  if (!demand) return undefined
  const at = downToQuarter(now.minute)
  const hasBegun = step.isSeated && step.day === now.day && step.startsMinute < at
  const others = steps.filter((one) => one.kind === 'work' && one.isSeated && one.day === day && !pieces.includes(one))
  const tail = steps.filter((one) => isAfterWork(one) && one.day === day && !(day === now.day && one.startsMinute < at))
  return {
    ...{ step, day, hasBegun, demand, from: day === now.day ? cellOf(at) : 0 },
    cells: cellsFor(step.endsMinute - (hasBegun ? at : step.startsMinute)),
    busy: others.reduce((bits, one) => or(bits, cellsTouched(one.startsMinute, one.endsMinute)), NO_BITS),
    ...{ tail, tailVisit: visitOf(tail) },
  }
}

const freeOf = ({ open, taken }: Resource): Bits => without(open, taken)

/** What all of them are free for; undefined where one of them may not do it at all. */
function freeFor({ demand }: WorkSight, { technicianIds, bayId }: Crew): Bits | undefined {
  const crew = [
    demand.bays.find(({ id }) => id === bayId),
    ...technicianIds.map((one) => demand.technicians.find(({ id }) => id === one)),
  ]
  return crew.reduce<Bits | undefined>(
    (bits, one) => (bits && one ? and(bits, freeOf(one)) : undefined),
    cellRange(0, CELLS_PER_DAY),
  )
}

/** The first time from now on at which these can do all of it, the car is nowhere else, and check and wash can follow. */
function earliestPlace(sight: WorkSight, crew: Crew): WorkPlace | undefined {
  const free = freeFor(sight, crew)
  if (!free) return undefined
  const starts = runStarts(without(free, sight.busy), sight.cells)
  for (let cell = sight.from; cell < CELLS_PER_DAY; cell++) {
    const tail = hasCell(starts, cell) ? tailFrom(sight, cell + sight.cells) : undefined
    if (tail) return { sight, cell, tail }
  }
  return undefined
}

/** The time that it has in the plan, as far as that is not over. */
function plannedPlace(sight: WorkSight, crew: Crew): WorkPlace | undefined {
  const free = freeFor(sight, crew)
  const cell = sight.hasBegun ? sight.from : cellOf(sight.step.startsMinute)
  const isFree = free !== undefined && covers(free, cellRange(cell, cell + sight.cells))
  return isFree ? { sight, cell, tail: sight.tail } : undefined
}

/** Check and wash as they stand where the work is over by then, else right after it; undefined where there is no room. */
function tailFrom({ tail, tailVisit, busy }: WorkSight, end: number): readonly BookingStep[] | undefined {
  if (tail.every(({ startsMinute }) => cellOf(startsMinute) >= end)) return tail
  const rest = and(busy, cellRange(end, CELLS_PER_DAY))
  const last = Array.from({ length: CELLS_PER_DAY }, (_, i) => i).findLast((cell) => hasCell(rest, cell))
  const start = Math.max(end, (last ?? 0) + 1) * CELL_MINUTES
  const choice = choose(tailVisit, start, new Map())
  if (!('chosen' in choice)) return undefined
  const offsets = offsetsOf(tailVisit)
  return tail.map((step, i): BookingStep => {
    const startsMinute = start + (offsets[i] ?? 0)
    const { bayId = step.bayId, technicianIds = [] } = choice.chosen[i] ?? {}
    const endsMinute = startsMinute + step.endsMinute - step.startsMinute
    return { ...step, startsMinute, endsMinute, bayId, technicianIds: [...technicianIds], isSeated: true }
  })
}

/** Where the work of a car could be done: today, and as it is planned. */
export interface WorkSights {
  /** Only of work in one piece, which may begin at another time. */
  readonly today: WorkSight | undefined
  readonly planned: readonly (WorkSight | undefined)[]
}

/**
 * Where and when these people do what is left: as soon as they can today; else when it is planned, which may be another day, or
 * in several pieces. Undefined where they cannot.
 */
export function placeWork({ today, planned }: WorkSights, crew: Crew): readonly WorkPlace[] | undefined {
  const soonest = today && earliestPlace(today, crew)
  if (soonest) return [soonest]
  const places = planned.flatMap((sight) => (sight && plannedPlace(sight, crew)) ?? [])
  return places.length === planned.length ? places : undefined
}

/** The steps of a visit with its work where it was placed: what is over stays, the rest is in the order of its times. */
export function rowsOf(steps: readonly BookingStep[], places: readonly WorkPlace[], crew: Crew): BookingStep[] {
  const tails = new Map(places.flatMap(({ sight, tail }) => sight.tail.map((step, i) => [step, tail[i] ?? step])))
  const rows = steps.flatMap((step) => {
    const place = places.find(({ sight }) => sight.step === step)
    return place ? cut(place, crew) : [tails.get(step) ?? step]
  })
  const work = rows.filter(({ kind }) => kind === 'work').sort(byTime)
  const sorted = rows.map((row) => (row.kind === 'work' ? (work.shift() ?? row) : row))
  return sorted.map((row, i) => ({ ...row, ordinal: i + 1 }))
}

const byTime = (a: BookingStep, b: BookingStep): number =>
  a.day === b.day ? a.startsMinute - b.startsMinute : a.day < b.day ? -1 : 1

/** A step that has begun is two: what is over keeps its seats. */
function cut({ sight: { step, day, from, hasBegun }, cell }: WorkPlace, { technicianIds, bayId }: Crew): BookingStep[] {
  const at = from * CELL_MINUTES
  const length = step.endsMinute - (hasBegun ? at : step.startsMinute)
  const startsMinute = cell * CELL_MINUTES
  const isAsPlanned = !hasBegun && day === step.day && cell === cellOf(step.startsMinute)
  const times = isAsPlanned ? {} : { day, startsMinute, endsMinute: startsMinute + length }
  const rest = { ...step, ...times, bayId, technicianIds: [...technicianIds], isSeated: true }
  return hasBegun
    ? [
        { ...step, endsMinute: at },
        { ...rest, priceFen: 0 },
      ]
    : [rest]
}
