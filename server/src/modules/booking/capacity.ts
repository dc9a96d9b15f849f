import { CELL_MINUTES, cellOf, CELLS_PER_DAY, cellsFor, type Minute } from '@pitlane/kernel'
import { and, cellRange, countCells, countRuns, hasCell, NO_BITS, runStarts, without, type Bits } from './bits'
import type { StepKind } from './visit'

/** One bay or technician on one day: what it could do at all, and what is taken. */
export interface Resource {
  readonly id: string
  readonly open: Bits
  readonly taken: Bits
  /** Which of the taken cells walk-ins have, and work that is done again. */
  readonly walkIns?: Bits
  readonly rework?: Bits
  /** Breadth of what it can do: a specialist who can do little is kept for nothing else. */
  readonly breadth: number
}

/** What one car needs at the same time, during one step of its visit. */
export interface Demand {
  readonly kind?: StepKind
  readonly minutes: number
  readonly technicianCount: number
  readonly bays: readonly Resource[]
  readonly technicians: readonly Resource[]
  /** Those who are there and may not do it: asked only to explain a no. */
  readonly unqualified?: () => readonly Resource[]
  /** Part of an empty day's cars that is kept for walk-ins, 0 to below 1. */
  readonly kept: number
  /** Cars of this day that are kept for work that has to be done again. */
  readonly reworkCars?: number
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

/** For each cell, how many more cars could begin a step then, by its bays and by its people (by teams). */
interface Room {
  readonly bays: (cell: number) => number
  readonly teams: (cell: number) => number
}

function roomOf(demand: Demand): Room {
  const cells = cellsFor(demand.minutes)
  const runsOf = (list: readonly Resource[]) => list.map((one) => runStarts(freeOf(one), cells))
  const bays = runsOf(demand.bays)
  const people = runsOf(demand.technicians)
  return {
    bays: (cell) => countAt(bays, cell),
    teams: (cell) =>
      demand.technicianCount === 0
        ? Number.POSITIVE_INFINITY
        : Math.floor(countAt(people, cell) / demand.technicianCount),
  }
}

/** How many cars are kept for walk-ins at a cell, besides those that walk-ins have already. */
function keptOf(demand: Demand): (cell: number) => number {
  if (demand.kept === 0) return () => 0
  const whole = roomOf(emptied(demand))
  return (cell) => {
    const walkIns = demand.bays.filter((bay) => bay.walkIns && hasCell(bay.walkIns, cell)).length
    return Math.max(0, Math.floor(Math.min(whole.bays(cell), whole.teams(cell)) * demand.kept) - walkIns)
  }
}

/** How many jobs of so many cells fit into what is free from a cell on, one after the other. */
function jobsIn(list: readonly Resource[], cells: number, from: number): number {
  let jobs = 0
  for (const resource of list) {
    const starts = runStarts(and(freeOf(resource), cellRange(from, CELLS_PER_DAY)), cells)
    for (let cell = from; cell < CELLS_PER_DAY; cell++) {
      if (!hasCell(starts, cell)) continue
      jobs++
      cell += cells - 1
    }
  }
  return jobs
}

/**
 * How many more cars of a step the rest of the day takes before it would eat into what is kept for work that is done again;
 * Infinity where nothing is kept. Cars of that kind which are there already count as kept.
 */
function beforeRework(demand: Demand, from: number): number {
  const { reworkCars = 0, technicianCount } = demand
  if (reworkCars === 0) return Number.POSITIVE_INFINITY
  const there = demand.bays.reduce((n, { rework }) => n + (rework ? countRuns(rework) : 0), 0)
  const left = reworkCars - there
  if (left <= 0) return Number.POSITIVE_INFINITY
  const cells = cellsFor(demand.minutes)
  const teams =
    technicianCount === 0
      ? Number.POSITIVE_INFINITY
      : Math.floor(jobsIn(demand.technicians, cells, from) / technicianCount)
  return Math.max(0, Math.min(jobsIn(demand.bays, cells, from), teams) - left)
}

interface StepCount {
  readonly demand: Demand
  readonly room: Room
  readonly kept: (cell: number) => number
  readonly offset: Minute
}

/** Counts the cars that a day still takes, and tells what stands in the way of more. */
export class Counter {
  private readonly steps: readonly StepCount[]
  /** What is kept for rework leaves so many; the same for every start of the day. */
  private readonly beforeRework: number

  /**
   * Nothing is kept for starts before `releasedBefore`, when it is too late to keep anything; Infinity for a day that is over.
   */
  constructor(
    visit: Visit,
    private readonly releasedBefore: Minute = 0,
  ) {
    const offsets = offsetsOf(visit)
    this.steps = visit.map((demand, i) => ({
      ...{ demand, room: roomOf(demand), kept: keptOf(demand), offset: offsets[i] ?? 0 },
    }))
    const from = Number.isFinite(releasedBefore)
      ? cellOf(Math.min(releasedBefore, CELLS_PER_DAY * CELL_MINUTES - 1))
      : CELLS_PER_DAY
    this.beforeRework = Math.min(Number.POSITIVE_INFINITY, ...visit.map((demand) => beforeRework(demand, from)))
  }

  private isReleased(start: Minute): boolean {
    return start < this.releasedBefore
  }

  private room({ room, offset }: StepCount, start: Minute): number {
    const cell = cellOf(start + offset)
    return Math.min(room.bays(cell), room.teams(cell))
  }

  private left(step: StepCount, start: Minute): number {
    return this.room(step, start) - (this.isReleased(start) ? 0 : step.kept(cellOf(start + step.offset)))
  }

  /** How many more cars would fit without moving anybody, less what is kept back. */
  free(start: Minute): number {
    if (this.steps.length === 0) return 0
    const least = this.steps.reduce((n, step) => Math.min(n, this.left(step, start)), Number.POSITIVE_INFINITY)
    return Math.max(0, this.isReleased(start) ? least : Math.min(least, this.beforeRework))
  }

  /** Whether something is kept back at a start: then nobody is moved to get at it. */
  keeps(start: Minute): boolean {
    if (this.isReleased(start)) return false
    return this.beforeRework === 0 || this.steps.some(({ kept, offset }) => kept(cellOf(start + offset)) > 0)
  }

  /** What stands in the way of one more car than {@link free}: the scarcest step, and what it is short of. */
  limit(start: Minute): Limit | null {
    const [first] = this.steps
    if (!first) return null
    const scarcest = this.steps.reduce((a, b) => (this.left(b, start) < this.left(a, start) ? b : a), first)
    const left = this.left(scarcest, start)
    if (!this.isReleased(start) && this.beforeRework < left) return 'rework'
    if (left <= 0 && this.room(scarcest, start) > 0) return 'walk_in'
    return this.shortOf(scarcest, cellOf(start + scarcest.offset))
  }

  private shortOf({ demand, room }: StepCount, cell: number): Limit {
    if (demand.kind && demand.kind !== 'work') return demand.kind
    if (room.bays(cell) <= room.teams(cell)) return 'bay'
    const others = demand.unqualified?.() ?? []
    const cells = cellsFor(demand.minutes)
    return others.some((one) => hasCell(runStarts(freeOf(one), cells), cell)) ? 'skill' : 'technician'
  }
}

export type Limit = Exclude<StepKind, 'work'> | 'bay' | 'technician' | 'skill' | 'walk_in' | 'rework'

/** For each start, how many more cars would fit; see {@link Counter}. */
export function carsPerStart(visit: Visit, starts: readonly Minute[], releasedBefore: Minute = 0): number[] {
  const counter = new Counter(visit, releasedBefore)
  return starts.map((start) => counter.free(start))
}

/** Whether a bay or somebody is free for so many minutes. */
export const isFreeAt = (resource: Resource, start: Minute, minutes: number): boolean =>
  hasCell(runStarts(freeOf(resource), cellsFor(minutes)), cellOf(start))

/** Who and what does one step of a visit. */
export interface Assignment {
  readonly bayId: string
  readonly technicianIds: readonly string[]
}

/**
 * Chooses a bay and technicians for every step, or undefined when one of them has none. Whoever is preferred comes first; then
 * whoever did the step before goes on; then those who can do least, so that specialists stay free for what only they can do; then the least loaded; then by
 * id, so that the choice is repeatable.
 */
export function assign(visit: Visit, start: Minute, preferred?: string): Assignment[] | undefined {
  const offsets = offsetsOf(visit)
  const chosen: Assignment[] = []
  for (const [i, demand] of visit.entries()) {
    const found = assignStep(demand, start + (offsets[i] ?? 0), chosen.at(-1), preferred)
    if (!found) return undefined
    chosen.push(found)
  }
  return chosen
}

function assignStep(
  demand: Demand,
  start: Minute,
  before: Assignment | undefined,
  preferred: string | undefined,
): Assignment | undefined {
  const isFree = (resource: Resource) => isFreeAt(resource, start, demand.minutes)
  const hadIt = (id: string) =>
    id === preferred ? 2 : Number(before?.bayId === id || before?.technicianIds.includes(id))
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

const bare = (resource: Resource): Resource => ({ ...resource, taken: NO_BITS, walkIns: NO_BITS, rework: NO_BITS })

const emptied = (demand: Demand): Demand => ({
  ...demand,
  bays: demand.bays.map(bare),
  technicians: demand.technicians.map(bare),
})
