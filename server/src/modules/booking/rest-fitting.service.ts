import { AppError, CELL_MINUTES, CELLS_PER_DAY, cellOf, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { cellRange } from './bits'
import type { Store } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { readDayPlan, stintOf, takenBy, type DayPlan } from './day-plan.queries'
import { heal, type Healed, type Job, type Stint } from './healing'
import { changesOf, type Change } from './healing.service'
import { upToQuarter, type OpenDay } from './overnight'
import { planRest, type Moment, type Remainder } from './remaining'
import { enterDay } from './seating.service'
import { rosterOf } from './roster.queries'

/** A car in the workshop, and how much more work it needs. */
export interface Rest {
  readonly booking: Booking
  /** As they stand. */
  readonly steps: readonly BookingStep[]
  /** Those of them that are still wanted. */
  readonly wanted: readonly BookingStep[]
  /** More work that was found, which has no place yet. */
  readonly found: readonly BookingStep[]
  readonly store: Store
  readonly now: Moment
  readonly remaining: number
  /** Open days from today on: their gates are passed as far as they are needed. */
  readonly days: readonly OpenDay[]
}

/** All steps of the car as they shall be written, and what becomes of others. */
export interface Fitted {
  readonly rows: BookingStep[]
  readonly changes: Change[]
}

type Piece = Remainder['pieces'][number]

type Plans = ReadonlyMap<Day, DayPlan>

/** Up to so much later the work goes on when what stands there cannot go on at once. */
const MAX_PAUSE = 8 * 60

/** What is left of the steps that are wanted; what was found comes before check and wash. */
export function remainderOf({ wanted, found, remaining, now, days }: Rest, later = 0): Remainder | undefined {
  const remainder = planRest(wanted, remaining, now, days, later)
  if (!remainder || found.length === 0) return remainder
  const isHouse = ({ kind }: BookingStep) => kind !== 'work'
  const { tail } = remainder
  return { ...remainder, tail: [...tail.filter((step) => !isHouse(step)), ...found, ...tail.filter(isHouse)] }
}

const TAIL = 'own tail'
const pieceId = (i: number): string => `own ${i}`

/**
 * Finds a place for the rest of a car's visit behind the gates of `days`. What runs goes on where it is; if a car that stands
 * there already is in the way, elsewhere; and if there is nothing either, a quarter of an hour later, and so on.
 */
export async function fitRest(app: App, tx: Tx, rest: Rest, days: readonly Day[]): Promise<Fitted> {
  const plans = await readPlans(app, tx, rest, days)
  for (let later = 0; later <= MAX_PAUSE; later += CELL_MINUTES) {
    const remainder = remainderOf(rest, later)
    if (!remainder) break
    const fitted = (later === 0 ? fit(plans, remainder, true) : undefined) ?? fit(plans, remainder, false)
    if (fitted) return fitted
  }
  throw new AppError('store.day_unknown')
}

async function readPlans(app: App, tx: Tx, { booking, steps, found, store, now }: Rest, days: readonly Day[]) {
  const plans = new Map<Day, DayPlan>()
  for (const day of days) {
    const state = await enterDay(app, tx, { store }, day)
    if (!state) continue
    const roster = await rosterOf(app, tx, store.id, state.rosterVersion)
    const sight = { storeId: store.id, roster, state, now, except: booking.id, own: [...steps, ...found] }
    plans.set(day, await readDayPlan(tx, sight))
  }
  return plans
}

/** What has found its place so far. */
interface Fitting {
  readonly placed: Map<Piece, Placed>
  readonly changes: Change[]
  tail: BookingStep[] | undefined
}

/** Everything on its day, day after day; undefined when a piece of the work, or what follows it, has no place. */
function fit(plans: Plans, remainder: Remainder, isPinned: boolean): Fitted | undefined {
  const fitting: Fitting = { placed: new Map(), changes: [], tail: remainder.tail.length === 0 ? [] : undefined }
  for (const plan of plans.values()) if (!fitDay(plan, remainder, isPinned, fitting)) return undefined
  const { placed, changes, tail } = fitting
  const isComplete = remainder.pieces.every((piece) => placed.has(piece))
  return tail && isComplete ? { rows: rowsOf(remainder, placed, tail), changes } : undefined
}

/** False when a piece of the work has no place on its day. What follows it may wait for the next. */
function fitDay(plan: DayPlan, remainder: Remainder, isPinned: boolean, fitting: Fitting): boolean {
  const { day } = plan.state.hours
  const isTail = fitting.tail === undefined && day >= remainder.ends.day
  const after = isTail ? tailJob(plan, remainder, day) : undefined
  const healed = healWith(plan, remainder, after, isPinned)
  if (!healed) return false
  for (const [i, piece] of remainder.pieces.entries())
    if (piece.stretch.day === day) fitting.placed.set(piece, placedAt(healed, pieceId(i)))
  if (after) fitting.tail = tailRows(remainder.tail, healed, after, day)
  fitting.changes.push(...changesOf(plan, healed))
  return true
}

/** One day with what of the car is worked on there. */
function healWith(
  plan: DayPlan,
  { kept, pieces }: Remainder,
  tail: Job | undefined,
  isPinned: boolean,
): Healed | undefined {
  const { day } = plan.state.hours
  const mine = kept.filter((step) => step.day === day).flatMap(takenBy)
  const work = pieces.flatMap((piece, i) => (piece.stretch.day === day ? [workJob(plan, piece, i, isPinned)] : []))
  return heal([...plan.fixed, ...mine], [...work, ...(tail ? [tail] : []), ...plan.visitors.map(({ job }) => job)])
}

const ALL_DAY = cellRange(0, CELLS_PER_DAY)

/** Who stands at a car goes on with it, beyond the end of a shift too: nobody else takes over for a quarter of an hour. */
const pinned = (stint: Stint): Stint => ({
  ...stint,
  seats: stint.seats.map((seat) => ({ ...seat, eligible: new Map([[seat.preferred ?? '', ALL_DAY]]) })),
})

function workJob(plan: DayPlan, { step, stretch, isRunning }: Piece, index: number, isPinned: boolean): Job {
  const at = { ...step, startsMinute: stretch.from, endsMinute: stretch.to }
  const stint = stintOf(at, plan.eligibleOf(plan.needOf(at)))
  const stints = [isRunning && isPinned ? pinned(stint) : stint]
  return { id: pieceId(index), stints, delay: 0, delays: [0], isMust: true }
}

/** What follows the work, one after the other, from its end on or from the opening of a later day. */
function tailJob(plan: DayPlan, { tail, ends }: Remainder, day: Day): Job {
  const from = day === ends.day ? upToQuarter(ends.minute) : upToQuarter(plan.state.hours.opensMinute)
  let cell = cellOf(from)
  const stints = tail.map((step) => {
    const stint = stintOf(step, plan.eligibleOf(plan.needOf(step)))
    const moved = { ...stint, from: cell, to: cell + stint.to - stint.from }
    cell = moved.to
    return moved
  })
  const [first] = tail
  const gentleUntil = first?.day === day ? cellOf(first.startsMinute) - cellOf(from) : -1
  const most = CELLS_PER_DAY - cell
  return { id: TAIL, stints, delay: undefined, delays: Array.from({ length: most + 1 }, (_, i) => i), gentleUntil }
}

interface Placed {
  readonly bayId: string
  readonly technicianIds: string[]
}

function placedAt(healed: Healed, id: string): Placed {
  const [bayId = '', ...technicianIds] = healed.get(id)?.holders[0] ?? []
  return { bayId, technicianIds }
}

function tailRows(tail: readonly BookingStep[], healed: Healed, job: Job, day: Day): BookingStep[] | undefined {
  const placement = healed.get(TAIL)
  if (!placement) return undefined
  return tail.map((step, i): BookingStep => {
    const startsMinute = ((job.stints[i]?.from ?? 0) + placement.delay) * CELL_MINUTES
    const endsMinute = startsMinute + step.endsMinute - step.startsMinute
    const [bayId = step.bayId, ...technicianIds] = placement.holders[i] ?? []
    return { ...step, day, startsMinute, endsMinute, bayId, technicianIds, isSeated: true }
  })
}

/** The steps in their order. What goes on with the same people where it was is one step; each service is paid once. */
function rowsOf(
  { kept, pieces }: Remainder,
  placed: ReadonlyMap<Piece, Placed>,
  tail: readonly BookingStep[],
): BookingStep[] {
  const rows: BookingStep[] = [...kept]
  for (const piece of pieces) {
    const { step, stretch } = piece
    const who = placed.get(piece) ?? { bayId: step.bayId, technicianIds: step.technicianIds }
    const before = rows.at(-1)
    if (before && piece.isRunning && isSame(before, step, who))
      rows[rows.length - 1] = { ...before, endsMinute: stretch.to }
    else {
      const isPaid = rows.some((row) => row.kind === 'work' && row.serviceId === step.serviceId)
      const times = { day: stretch.day, startsMinute: stretch.from, endsMinute: stretch.to }
      rows.push({ ...step, ...times, ...who, priceFen: isPaid ? 0 : step.priceFen, isSeated: true })
    }
  }
  return [...rows, ...tail].map((row, i) => ({ ...row, ordinal: i + 1 }))
}

const isSame = (before: BookingStep, step: BookingStep, who: Placed): boolean =>
  before.serviceId === step.serviceId &&
  before.jobId === step.jobId &&
  before.bayId === who.bayId &&
  [...before.technicianIds].sort().join() === [...who.technicianIds].sort().join()
