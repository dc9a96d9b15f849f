import { assignAll, type Budget } from './assigning'
import { hasRoom } from './reseat'
import { Board, candidatesFor, type Limits, type Seat, type Taken } from './seat-board'

/** A step of a car where it would be without any delay, with the seats it needs. */
export interface Stint {
  readonly from: number
  readonly to: number
  readonly seats: readonly Omit<Seat, 'key' | 'from' | 'to' | 'isMovable'>[]
}

/** What is left of one car's visit on a day, in the order of its steps. */
export interface Job {
  readonly id: string
  readonly stints: readonly Stint[]
  /** By how many cells it is later than promised now; undefined when it has no seats yet. */
  readonly delay: number | undefined
  /** Delays it may have, the smallest first. */
  readonly delays: readonly number[]
  /** It goes on where it is, and others make way. */
  readonly isMust?: boolean
  /** Delays up to this one are tried first without moving anybody. */
  readonly gentleUntil?: number
}

/** Where a car is afterwards, step by step; null when there is no place for it on this day. */
export type Placement = { readonly delay: number; readonly holders: readonly (readonly string[])[] } | null

export type Healed = ReadonlyMap<string, Placement>

/** Deeper than when an owner asks; the gate of the day is closed meanwhile, so not without end. */
const AT_LEISURE: Limits = { depth: 7, tries: 2000 }
/** For many cars one after the other. */
const IN_TURN: Limits = { depth: 5, tries: 600 }
/** States of the day that all questions together may look at: about a second. */
const STATES = 60_000
/** What it costs to set up one question, in states. */
const QUESTION = 60
/** So many cars at most are thought of as a pair that gives way. */
const PAIRED = 16

type Delays = ReadonlyMap<Job, number | null>

/** A way out, and the board it leads to. */
interface Way {
  readonly delays: Delays
  readonly board: readonly Taken[]
}

/**
 * Finds everybody a place after something on the day has changed. `fixed` seats stay; seats of `jobs` that are in their way, or
 * whose holder may not have them any more, change hands first. Undefined when a job that must have its place cannot have it.
 *
 * Somebody waits longer only when that is unavoidable: the search for a day without any new delay tries everything (see
 * {@link assignAll}) or counts that it cannot be (Hall's condition), so that nobody is delayed while there is another way,
 * unless its budget runs out first. Then the
 * fewest give way: one car, or two, for which everything is tried as well; beyond that cars follow one another in the order
 * of their promises, each as early as can be. Whoever has no place within its delays gets none. At last those who wait
 * already are moved forward where there is room.
 */
export const heal = (fixed: readonly Taken[], jobs: readonly Job[], states = STATES): Healed | undefined =>
  new Healing(fixed, jobs, { left: states }).run()

class Healing {
  private readonly shapes = new Map<Job, Map<number, Seat[]>>()
  private readonly staying: readonly Job[]

  constructor(
    private readonly fixed: readonly Taken[],
    private readonly jobs: readonly Job[],
    private readonly budget: Budget,
  ) {
    this.staying = jobs.filter(({ delay }) => delay !== undefined)
  }

  run(): Healed | undefined {
    const way = this.best()
    if (!way) return undefined
    const { delays, board } = this.forward(way)
    const holders = new Map(board.map(({ seat, resourceId }) => [seat, resourceId]))
    return new Map(this.jobs.map((job) => [job.id, this.placementOf(job, delays.get(job) ?? null, holders)]))
  }

  private placementOf(job: Job, delay: number | null, holders: ReadonlyMap<Seat, string>): Placement {
    if (delay === null) return null
    const seats = this.seatsOf(job, delay)
    let next = 0
    const take = () => holders.get(seats[next++] as Seat) ?? ''
    return { delay, holders: job.stints.map((stint) => stint.seats.map(take)) }
  }

  /** The seats of a job at a delay; the same objects each time. */
  private seatsOf(job: Job, delay: number): Seat[] {
    const known = this.shapes.get(job) ?? new Map<number, Seat[]>()
    this.shapes.set(job, known)
    const made =
      known.get(delay) ??
      job.stints.flatMap(({ from, to, seats }, i) =>
        seats.map((seat): Seat => ({
          ...{ ...seat, key: `${job.id}:${i}`, from: from + delay, to: to + delay, isMovable: true },
        })),
      )
    known.set(delay, made)
    return made
  }

  private best(): Way | undefined {
    const asNow = new Map(this.staying.map((job) => [job, job.delay ?? 0]))
    const musts = new Map([...asNow].filter(([job]) => job.isMust))
    if (musts.size > 0 && !this.seat(musts)) return undefined
    const calm = this.seat(asNow)
    if (calm) return { delays: asNow, board: calm }
    const ways = [this.fewest(asNow), this.inTurn()].flatMap((way) => way ?? [])
    return ways.sort((a, b) => this.priceOf(a) - this.priceOf(b))[0]
  }

  /** Who is sent away counts most, then how many wait, then how long. */
  private priceOf({ delays }: Way): number {
    let price = 0
    for (const [job, delay] of delays) {
      if (delay === null) price += 1_000_000
      else if (delay !== job.delay) price += 1000 + delay - (job.delay ?? 0)
    }
    return price
  }

  /** Seats everybody at these delays: those who can stay do, then by changing hands, then by trying everything. */
  private seat(delays: ReadonlyMap<Job, number>): Taken[] | undefined {
    const all = [...delays].flatMap(([job, delay]) => this.seatsOf(job, delay))
    if (all.some((seat) => candidatesFor(seat).length === 0)) return undefined
    const board = new Board(this.fixed, AT_LEISURE)
    const homeless = all.filter((seat) => !board.keep(seat))
    this.budget.left -= QUESTION
    const kept = board.all()
    if (this.budget.left <= 0 || !homeless.every((seat) => hasRoom(seat, homeless, kept))) return undefined
    const isPlaced = board.placeAll(homeless)
    this.budget.left -= board.spent
    if (isPlaced) return board.all()
    const found = assignAll(this.fixed, all, this.budget)
    if (typeof found === 'string') return undefined
    return [...this.fixed, ...[...found].map(([seat, resourceId]) => ({ seat, resourceId }))]
  }

  /** The smallest number of cars, one or two, that has to give way. */
  private fewest(asNow: ReadonlyMap<Job, number>): Way | undefined {
    const ways = this.yielding().flatMap((job) => this.without(asNow, [job]) ?? [])
    if (ways.length > 0) return ways.sort((a, b) => this.priceOf(a) - this.priceOf(b))[0]
    const some = this.yielding().slice(0, PAIRED)
    const pairs = some.flatMap((a, i) => some.slice(i + 1).map((b) => [a, b]))
    return pairs.flatMap((pair) => this.without(asNow, pair) ?? []).sort((a, b) => this.priceOf(a) - this.priceOf(b))[0]
  }

  /** Those who may wait; who has lost a seat first, then who comes last. */
  private yielding(): Job[] {
    const board = new Board(this.fixed, AT_LEISURE)
    const lost = new Set<Job>()
    const musts = this.staying.filter(({ isMust }) => isMust)
    for (const job of [...musts, ...this.staying.filter((one) => !musts.includes(one))])
      for (const seat of this.seatsOf(job, job.delay ?? 0)) if (!board.keep(seat)) lost.add(job)
    const startOf = ({ stints }: Job) => stints[0]?.from ?? 0
    return this.staying
      .filter(({ isMust }) => !isMust)
      .sort((a, b) => Number(lost.has(b)) - Number(lost.has(a)) || startOf(b) - startOf(a))
  }

  /** The day when these give way and everybody else stays; undefined when others would have to as well. */
  private without(asNow: ReadonlyMap<Job, number>, away: readonly Job[]): Way | undefined {
    const rest = new Map([...asNow].filter(([job]) => !away.includes(job)))
    let board = this.seat(rest)
    if (!board) return undefined
    const delays = new Map<Job, number | null>(asNow)
    for (const job of away) {
      const later = this.laterOf(job).find((delay) => {
        const tried = this.seat(new Map([...rest, [job, delay]]))
        board = tried ?? board
        return tried !== undefined
      })
      delays.set(job, later ?? null)
      if (later !== undefined) rest.set(job, later)
    }
    return { delays, board }
  }

  private laterOf = ({ delay, delays }: Job): number[] => delays.filter((one) => one > (delay ?? -1))

  /** One after the other by their promises, each as early as those before it allow. */
  private inTurn(): Way | undefined {
    const rank = (job: Job) => Number(!job.isMust) + Number(!job.isMust && this.laterOf(job).length > 0)
    const startOf = ({ stints }: Job) => stints[0]?.from ?? 0
    const inOrder = [...this.staying].sort((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b))
    const board = new Board(this.fixed, IN_TURN)
    const delays = new Map<Job, number | null>()
    for (const job of inOrder) {
      const found = [job.delay ?? 0, ...this.laterOf(job)].find((delay) => this.keepOrPlace(board, job, delay))
      if (found === undefined && job.isMust) return undefined
      delays.set(job, found ?? null)
    }
    return { delays, board: board.all() }
  }

  private keepOrPlace(board: Board, job: Job, delay: number): boolean {
    return board.instead([], () => {
      const homeless = this.seatsOf(job, delay).filter((seat) => !board.keep(seat))
      return board.placeAll(homeless)
    })
  }

  /** Who has no seat yet gets one, and who waits already gets an earlier one, where that delays nobody. */
  private forward(way: Way): Way {
    const board = new Board(way.board, IN_TURN)
    const delays = new Map(way.delays)
    for (const job of this.jobs) {
      if (job.delay === undefined) delays.set(job, this.enter(board, job))
      else if (delays.get(job) === job.delay && job.delay > 0) delays.set(job, this.lessen(board, job, job.delay))
    }
    return { delays, board: board.all() }
  }

  private enter(board: Board, job: Job): number | null {
    const { gentleUntil = -1 } = job
    const gently = job.delays
      .filter((delay) => delay <= gentleUntil)
      .find((delay) => board.placeAll(this.seatsOf(job, delay), 0))
    return gently ?? job.delays.find((delay) => this.keepOrPlace(board, job, delay)) ?? null
  }

  /** A quarter of an hour less is not worth another message, unless it makes the visit punctual. */
  private lessen(board: Board, job: Job, now: number): number {
    const better = job.delays.filter((delay) => delay === 0 || delay <= now - 2).filter((delay) => delay < now)
    const found = better.find((delay) =>
      board.instead(this.seatsOf(job, now), () => board.placeAll(this.seatsOf(job, delay))),
    )
    return found ?? now
  }
}
