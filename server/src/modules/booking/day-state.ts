import type { Day, Minute } from '@pitlane/kernel'
import { and, cellSet, cellsTouched, cellsWithin, NO_BITS, or, without, type Bits } from './bits'
import { RESERVES } from './reserves'
import type { Demand, Resource } from './capacity'

/** Somebody who may work on a day: already narrowed to that day. */
export interface DayTechnician {
  readonly id: string
  readonly breadth: number
  readonly shifts: readonly (readonly [Minute, Minute])[]
  readonly leaves: readonly (readonly [Minute, Minute])[]
}

/** Added to a cell per reserve that it came out of, and to one that was only held and is free by now: one list tells all of it. */
export const RESERVE = 100
export const LAPSED = 1000

/** What is taken of one resource, as the database lists it: `36,37,138,239`. */
interface TakenCells {
  readonly resourceId: string
  readonly cells: string
}

/** What is taken of one resource. */
export interface Taken {
  readonly cells: Bits
  /** Which of them walk-ins have, and work that is done again. */
  readonly walkIns: Bits
  readonly rework: Bits
}

export interface DayHours {
  readonly day: Day
  readonly isOpen: boolean
  readonly opensMinute: Minute
  readonly closesMinute: Minute
  readonly note: string | null
}

/** Taken cells as bitmaps per resource; `hasLapsed` when there were cells among them that are free by now. */
export function takenByResource(listed: readonly TakenCells[]): {
  taken: ReadonlyMap<string, Taken>
  hasLapsed: boolean
} {
  let hasLapsed = false
  const taken = new Map<string, Taken>()
  for (const { resourceId, cells } of listed) {
    const all = cells.split(',').map(Number)
    const live = all.filter((cell) => cell < LAPSED)
    hasLapsed ||= live.length < all.length
    const outOf = (reserve: number) =>
      cellSet(live.filter((cell) => Math.floor(cell / RESERVE) === reserve).map((cell) => cell % RESERVE))
    taken.set(resourceId, {
      cells: cellSet(live.map((cell) => cell % RESERVE)),
      ...{ walkIns: outOf(RESERVES.walkIn), rework: outOf(RESERVES.rework) },
    })
  }
  return { taken, hasLapsed }
}

/** The cells in which somebody is at work: whole ones within the shifts, less every one that leave touches. */
export function cellsAtWork({ shifts, leaves }: Pick<DayTechnician, 'shifts' | 'leaves'>): Bits {
  const at = shifts.reduce<Bits>((bits, [from, to]) => or(bits, cellsWithin(from, to)), NO_BITS)
  return without(at, touchedBy(leaves))
}

const touchedBy = (spans: readonly (readonly [Minute, Minute])[]): Bits =>
  spans.reduce<Bits>((bits, [from, to]) => or(bits, cellsTouched(from, to)), NO_BITS)

/** A place for one car on a day. */
interface DayBay {
  readonly id: string
  readonly outages: readonly (readonly [Minute, Minute])[]
}

/** Who and what is there on a day for one kind of step. */
export interface DayCrew {
  readonly bays: readonly DayBay[]
  readonly technicians: readonly DayTechnician[]
  /** People of the store who may not do it; asked only to explain a no. */
  readonly unqualified?: () => readonly DayTechnician[]
}

/** Puts together what one step asks for on one day: its bays, its people, and what of them is taken. */
export function demandOf(
  hours: DayHours,
  work: Pick<Demand, 'kind' | 'minutes' | 'technicianCount' | 'kept' | 'reworkCars'>,
  crew: DayCrew,
  taken: ReadonlyMap<string, Taken>,
): Demand {
  const house = hours.isOpen ? cellsWithin(hours.opensMinute, hours.closesMinute) : NO_BITS
  const resourceOf = (id: string, breadth: number, open: Bits): Resource => {
    const { cells = NO_BITS, walkIns = NO_BITS, rework = NO_BITS } = taken.get(id) ?? {}
    return { id, breadth, open, taken: cells, walkIns, rework }
  }
  const person = (one: DayTechnician) => resourceOf(one.id, one.breadth, and(cellsAtWork(one), house))
  return {
    ...work,
    bays: crew.bays.map(({ id, outages }) => resourceOf(id, 1, without(house, touchedBy(outages)))),
    technicians: crew.technicians.map(person),
    unqualified: () => (crew.unqualified?.() ?? []).map(person),
  }
}
