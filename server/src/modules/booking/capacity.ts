import { CELL_MINUTES, cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { and, countCells, hasCell, NO_BITS, runStarts, without, type Bits } from './bits'

/** One bay or technician on one day: what it could do at all, and what is taken. */
export interface Resource {
  readonly id: string
  readonly open: Bits
  readonly taken: Bits
  /** Which of the taken cells walk-ins have. */
  readonly walkIns?: Bits
  /** Breadth of what it can do: a specialist who can do little is kept for nothing else. */
  readonly breadth: number
}

/** What one car needs at the same time, during one step of its visit. */
export interface Demand {
  readonly minutes: number
  readonly technicianCount: number
  readonly bays: readonly Resource[]
  readonly technicians: readonly Resource[]
  /** Part of an empty day's cars that is kept for walk-ins, 0 to below 1. */
  readonly kept: number
}

/** The steps of one visit, one after another without a pause (DOMAIN §3.3). */
export type Visit = readonly Demand[]

const freeOf = (resource: Resource): Bits => without(resource.open, resource.taken)

/** Minutes from the start of a visit to the start of each step: steps begin at whole cells. */
export function offsetsOf(visit: readonly { readonly minutes: number }[]): Minute[] {
  let cells = 0
  return visit.map(({ minutes }) => {
    const offset = cells * CELL_MINUTES
    cells += cellsFor(minutes)
    return offset
  })
}

/** From arrival to the end of the last step, in minutes. */
export function minutesOf(visit: readonly { readonly minutes: number }[]): Minute {
  const last = visit.at(-1)
  return last ? (offsetsOf(visit).at(-1) ?? 0) + last.minutes : 0
}

const countAt = (runs: readonly Bits[], cell: number): number =>
  runs.reduce((n, run) => (hasCell(run, cell) ? n + 1 : n), 0)

/** For each cell, how many more cars could begin this step then: the smaller of free bays and free technicians (by teams). */
function carsOf(demand: Demand): (cell: number) => number {
  const cells = cellsFor(demand.minutes)
  const bays = demand.bays.map((bay) => runStarts(freeOf(bay), cells))
  const people = demand.technicians.map((technician) => runStarts(freeOf(technician), cells))
  return (cell) => {
    const free = countAt(bays, cell)
    return demand.technicianCount === 0
      ? free
      : Math.min(free, Math.floor(countAt(people, cell) / demand.technicianCount))
  }
}

/** How many cars are kept for walk-ins at a cell, besides those that walk-ins have already. */
function keptOf(demand: Demand): (cell: number) => number {
  if (demand.kept === 0) return () => 0
  const whole = carsOf(emptied(demand))
  return (cell) => {
    const walkIns = demand.bays.filter((bay) => bay.walkIns && hasCell(bay.walkIns, cell)).length
    return Math.max(0, Math.floor(whole(cell) * demand.kept) - walkIns)
  }
}

/**
 * For each start, how many more cars would fit without moving anybody. What is kept for walk-ins is left out, but not for
 * starts before `releasedBefore`, when it is too late to keep anything.
 */
export function carsPerStart(visit: Visit, starts: readonly Minute[], releasedBefore: Minute = 0): number[] {
  const offsets = offsetsOf(visit)
  const steps = visit.map((demand) => ({ cars: carsOf(demand), kept: keptOf(demand) }))
  return starts.map((start) => {
    const left = steps.map(({ cars, kept }, i) => {
      const cell = cellOf(start + (offsets[i] ?? 0))
      return cars(cell) - (start < releasedBefore ? 0 : kept(cell))
    })
    return left.length === 0 ? 0 : Math.max(0, Math.min(...left))
  })
}

/** Tells whether something is kept for walk-ins at a start: then nobody is moved to get at it. */
export function keepsSome(visit: Visit, releasedBefore: Minute): (start: Minute) => boolean {
  const offsets = offsetsOf(visit)
  const steps = visit.map(keptOf)
  return (start) => start >= releasedBefore && steps.some((kept, i) => kept(cellOf(start + (offsets[i] ?? 0))) > 0)
}

/** Who and what does one step of a visit. */
export interface Assignment {
  readonly bayId: string
  readonly technicianIds: readonly string[]
}

/**
 * Chooses a bay and technicians for every step, or undefined when one of them has none. Whoever did the step before goes
 * on; then those who can do least, so that specialists stay free for what only they can do; then the least loaded; then by
 * id, so that the choice is repeatable.
 */
export function assign(visit: Visit, start: Minute): Assignment[] | undefined {
  const offsets = offsetsOf(visit)
  const chosen: Assignment[] = []
  for (const [i, demand] of visit.entries()) {
    const found = assignStep(demand, start + (offsets[i] ?? 0), chosen.at(-1))
    if (!found) return undefined
    chosen.push(found)
  }
  return chosen
}

function assignStep(demand: Demand, start: Minute, before: Assignment | undefined): Assignment | undefined {
  const cells = cellsFor(demand.minutes)
  const isFree = (resource: Resource) => hasCell(runStarts(freeOf(resource), cells), cellOf(start))
  const hadIt = (id: string) => Number(before?.bayId === id || before?.technicianIds.includes(id))
  const byPreference = (a: Resource, b: Resource) =>
    hadIt(b.id) - hadIt(a.id) ||
    a.breadth - b.breadth ||
    countCells(and(a.taken, a.open)) - countCells(and(b.taken, b.open)) ||
    (a.id < b.id ? -1 : 1)
  const bay = demand.bays.filter(isFree).sort(byPreference)[0]
  const team = demand.technicians.filter(isFree).sort(byPreference).slice(0, demand.technicianCount)
  if (!bay || team.length < demand.technicianCount) return undefined
  return { bayId: bay.id, technicianIds: team.map((technician) => technician.id) }
}

/** The most cars that could start at once on an empty day: what 充足 and 较少 are measured against. */
export const fullHouse = (visit: Visit, starts: readonly Minute[]): number =>
  Math.max(0, ...carsPerStart(visit.map(emptied), starts))

const bare = (resource: Resource): Resource => ({ ...resource, taken: NO_BITS, walkIns: NO_BITS })

const emptied = (demand: Demand): Demand => ({
  ...demand,
  bays: demand.bays.map(bare),
  technicians: demand.technicians.map(bare),
})
