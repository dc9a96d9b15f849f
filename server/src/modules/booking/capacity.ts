import { cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { and, countCells, hasCell, NO_BITS, runStarts, without, type Bits } from './bits'

/** One bay or technician on one day: what it could do at all, and what is taken. */
export interface Resource {
  readonly id: string
  readonly open: Bits
  readonly taken: Bits
  /** Breadth of what it can do: a specialist who can do little is kept for nothing else. */
  readonly breadth: number
}

/** What one car needs at the same time. */
export interface Demand {
  readonly minutes: number
  readonly technicianCount: number
  readonly bays: readonly Resource[]
  readonly technicians: readonly Resource[]
}

const freeOf = (resource: Resource): Bits => without(resource.open, resource.taken)

/** For each start, how many more cars would fit: the smaller of free bays and free technicians (by teams). */
export function carsPerStart(demand: Demand, starts: readonly Minute[]): number[] {
  const cells = cellsFor(demand.minutes)
  const bayRuns = demand.bays.map((bay) => runStarts(freeOf(bay), cells))
  const technicianRuns = demand.technicians.map((technician) => runStarts(freeOf(technician), cells))
  const countAt = (runs: readonly Bits[], cell: number) => runs.reduce((n, run) => (hasCell(run, cell) ? n + 1 : n), 0)
  return starts.map((start) => {
    const cell = cellOf(start)
    const teams = Math.floor(countAt(technicianRuns, cell) / demand.technicianCount)
    return Math.min(teams, countAt(bayRuns, cell))
  })
}

export interface Assignment {
  readonly bayId: string
  readonly technicianIds: readonly string[]
}

/**
 * Chooses a bay and technicians for a start, or undefined when there are none. Those who can do least come first, so that
 * specialists stay free for what only they can do; then the least loaded; then by id, so that the choice is repeatable.
 */
export function assign(demand: Demand, start: Minute): Assignment | undefined {
  const cells = cellsFor(demand.minutes)
  const isFree = (resource: Resource) => hasCell(runStarts(freeOf(resource), cells), cellOf(start))
  const byPreference = (a: Resource, b: Resource) =>
    a.breadth - b.breadth ||
    countCells(and(a.taken, a.open)) - countCells(and(b.taken, b.open)) ||
    (a.id < b.id ? -1 : 1)
  const bay = demand.bays.filter(isFree).sort(byPreference)[0]
  const team = demand.technicians.filter(isFree).sort(byPreference).slice(0, demand.technicianCount)
  if (!bay || team.length < demand.technicianCount) return undefined
  return { bayId: bay.id, technicianIds: team.map((technician) => technician.id) }
}

/** The most cars that could start at once on an empty day: what 充足 and 较少 are measured against. */
export const fullHouse = (demand: Demand, starts: readonly Minute[]): number =>
  Math.max(0, ...carsPerStart(emptied(demand), starts))

const emptied = (demand: Demand): Demand => ({
  ...demand,
  bays: demand.bays.map((bay) => ({ ...bay, taken: NO_BITS })),
  technicians: demand.technicians.map((technician) => ({ ...technician, taken: NO_BITS })),
})
