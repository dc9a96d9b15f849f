import { desk, type Call } from '@pitlane/contract'
import { call } from '../../../lib/api'
import type { Scale } from '../../../ui/time-axis'
import type { BoardRow, Standing } from '../board-row'
import { QUARTER, type Block, type PlanKind, type Step } from './layout'

/** Where a block would go. */
export interface Target {
  readonly rowId: string
  /** The start of the step. */
  readonly minute: number
}

export type Seats = NonNullable<Call<typeof desk.move>['body']['steps']>

export const isSamePlace = (block: Block, target: Target): boolean =>
  block.rowId === target.rowId && block.step.minute === target.minute

/** `minute` on the grid of quarters, inside the day. */
export function snap(minute: number, { step }: Block, scale: Scale): number {
  const last = scale.to - (step.endMinute - step.minute)
  return Math.min(Math.max(Math.round(minute / QUARTER) * QUARTER, scale.from), last)
}

const seatOf = ({ ordinal, bayId, technicianIds }: Step) => ({ ordinal, bayId, technicianIds: [...technicianIds] })

/** The step on the bay or with the technician of `target`. */
function seatAt({ step, rowId }: Block, target: Target, kind: PlanKind): Seats[number] {
  const seat = seatOf(step)
  if (kind === 'bays') return { ...seat, bayId: target.rowId }
  const people = seat.technicianIds.map((id) => (id === rowId ? target.rowId : id))
  return { ...seat, technicianIds: [...new Set(people)] }
}

/**
 * What to ask for, best first. A block that is only put at another time stays with its bay and people if they are free, and
 * else takes whoever is: the time was what mattered. On another bay it keeps its people, or takes whoever is free.
 */
export function wishesFor(block: Block, target: Target, kind: PlanKind): Seats[] {
  const exact = seatAt(block, target, kind)
  if (block.rowId === target.rowId) return [[exact], []]
  return kind === 'bays' ? [[exact], [{ ...exact, technicianIds: null }]] : [[exact]]
}

/** Every step as it is, to come back to. */
export const seatsOf = (row: BoardRow): Seats => row.steps.map(seatOf)

interface Order {
  readonly row: BoardRow
  readonly version: number
  /** The start of the visit. */
  readonly minute: number
  readonly seats: Seats
  readonly dryRun: boolean
}

export type MoveAnswer = { readonly standing: Standing | null } & (
  { readonly isPossible: true } | { readonly isPossible: false; readonly why: string }
)

const NO_REASON = desk.moveRefusals.no_capacity

/** One question or command to the server. @throws ApiError */
export async function askToMove(order: Order, signal?: AbortSignal): Promise<MoveAnswer> {
  const { row, version, minute, seats, dryRun } = order
  // Whoever stays overnight anyway may go on doing so.
  const body = { version, day: row.day, minute, steps: seats, isOvernight: row.lastDay !== null, dryRun }
  const { isMoved, refusals, standing } = await call(desk.move, { params: { bookingId: row.id }, body }, signal)
  if (refusals.length === 0 && (isMoved || dryRun)) return { standing, isPossible: true }
  const why = refusals.map((refusal) => desk.moveRefusals[refusal]).join('；')
  return { standing, isPossible: false, why: why || NO_REASON }
}

/** The start of the visit when `block` starts at the target's minute. */
export const visitStart = ({ row, step }: Block, { minute }: Target): number => row.minute + minute - step.minute
