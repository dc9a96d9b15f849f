import type { Day, Minute } from '@pitlane/kernel'
import { and, cellSet, cellsTouched, cellsWithin, NO_BITS, or, without, type Bits } from './bits'
import type { Demand, Resource } from './capacity'

/** Somebody who may work on a day: already narrowed to that day. */
export interface DayTechnician {
  readonly id: string
  readonly breadth: number
  readonly shifts: readonly (readonly [Minute, Minute])[]
  readonly leaves: readonly (readonly [Minute, Minute])[]
}

/** Added to a cell that a walk-in has, and to one that was only held and is free by now: one list tells all of it. */
export const WALK_IN = 100
export const LAPSED = 1000

/** What is taken of one resource, as the database lists it: `36,37,138`. */
interface TakenCells {
  readonly resourceId: string
  readonly cells: string
}

/** What is taken of one resource. */
export interface Taken {
  readonly cells: Bits
  readonly walkIns: Bits
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
    const walkIns = live.filter((cell) => cell >= WALK_IN)
    taken.set(resourceId, {
      cells: cellSet(live.map((cell) => cell % WALK_IN)),
      walkIns: cellSet(walkIns.map((cell) => cell - WALK_IN)),
    })
  }
  return { taken, hasLapsed }
}

/** The cells in which somebody is at work: whole ones within the shifts, less every one that leave touches. */
export function cellsAtWork({ shifts, leaves }: Pick<DayTechnician, 'shifts' | 'leaves'>): Bits {
  const at = shifts.reduce<Bits>((bits, [from, to]) => or(bits, cellsWithin(from, to)), NO_BITS)
  const away = leaves.reduce<Bits>((bits, [from, to]) => or(bits, cellsTouched(from, to)), NO_BITS)
  return without(at, away)
}

/** Puts together what one step asks for on one day: its bays, its people, and what of them is taken. */
export function demandOf(
  hours: DayHours,
  work: { readonly minutes: number; readonly technicianCount: number; readonly kept: number },
  bayIds: readonly string[],
  technicians: readonly DayTechnician[],
  taken: ReadonlyMap<string, Taken>,
): Demand {
  const house = hours.isOpen ? cellsWithin(hours.opensMinute, hours.closesMinute) : NO_BITS
  const takenOf = (id: string) => ({
    taken: taken.get(id)?.cells ?? NO_BITS,
    walkIns: taken.get(id)?.walkIns ?? NO_BITS,
  })
  const bays: Resource[] = bayIds.map((id) => ({ id, open: house, breadth: 1, ...takenOf(id) }))
  const people: Resource[] = technicians.map((technician) => ({
    ...{ id: technician.id, breadth: technician.breadth },
    ...{ open: and(cellsAtWork(technician), house), ...takenOf(technician.id) },
  }))
  return { ...work, bays, technicians: people }
}
