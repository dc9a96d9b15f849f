import { resources, type board, type View } from '@pitlane/contract'
import type { BoardRow } from '../board-row'

export type Day = View<typeof board.board>
export type Step = BoardRow['steps'][number]
export type PlanKind = 'bays' | 'technicians'
type Span = readonly [from: number, to: number]

/** One bay or technician of the plan. */
export interface PlanRow {
  readonly id: string
  readonly name: string
  /** What the rows around it have in common; null for technicians. */
  readonly group: string | null
  /** When nobody is here: outside the shifts, on leave. */
  readonly away: readonly Span[]
}

/** One step of one visit, in one row. */
export interface Block {
  readonly key: string
  readonly row: BoardRow
  readonly step: Step
  /** The bay or technician it lies on. */
  readonly rowId: string
}

/** What the columns stand for, in minutes of the day. */
export interface Scale {
  readonly from: number
  readonly to: number
}

export const QUARTER = 15
const HOUR = 60

/** The steps of a visit on the day of the plan: of a car that stays overnight the others are on other days. */
const stepsOn = ({ steps }: BoardRow, day: string): readonly Step[] => steps.filter((step) => step.day === day)

/** A visit that takes up room. Whatever is over has given its room back. */
const takesRoom = ({ state }: BoardRow) =>
  state === 'held' || state === 'placed' || state === 'confirmed' || state === 'arrived'

const isBayType = (type: string): type is resources.BayType => Object.hasOwn(resources.bayTypes, type)
const bayTypeOrder: readonly string[] = Object.keys(resources.bayTypes)

function bayRows({ bays }: Day): PlanRow[] {
  const byType = [...bays].sort((a, b) => bayTypeOrder.indexOf(a.type) - bayTypeOrder.indexOf(b.type))
  return byType.map(({ id, name, type }) => ({
    ...{ id, name, away: [] },
    group: isBayType(type) ? resources.bayTypes[type] : type,
  }))
}

/** The parts of `scale` that lie outside `spans`. */
function gapsOf(spans: readonly Span[], scale: Scale): Span[] {
  const gaps: Span[] = []
  let at = scale.from
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from > at) gaps.push([at, Math.min(from, scale.to)])
    at = Math.max(at, to)
  }
  if (at < scale.to) gaps.push([at, scale.to])
  return gaps
}

const technicianRows = ({ technicians }: Day, scale: Scale): PlanRow[] =>
  technicians.map(({ id, name, shifts, leaves }) => ({
    ...{ id, name, group: null },
    away: [...gapsOf(shifts, scale), ...leaves],
  }))

export const rowsOf = (day: Day, kind: PlanKind, scale: Scale): PlanRow[] =>
  kind === 'bays' ? bayRows(day) : technicianRows(day, scale)

/** Opening to closing in whole hours, and as far beyond as a visit reaches. */
export function scaleOf({ day, opensMinute, closesMinute, rows }: Day): Scale {
  const steps = rows.filter(takesRoom).flatMap((row) => stepsOn(row, day))
  const from = Math.min(opensMinute, ...steps.map((step) => step.minute))
  const to = Math.max(closesMinute, ...steps.map((step) => step.endMinute))
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR }
}

const placesOf = (step: Step, kind: PlanKind) => (kind === 'bays' ? [step.bayId] : step.technicianIds)

/** Every step of the day of every visit that takes up room, row by row from above, earliest first. */
export function blocksOf(
  { day, rows }: Pick<Day, 'day' | 'rows'>,
  planRows: readonly PlanRow[],
  kind: PlanKind,
): Block[] {
  const order = new Map(planRows.map(({ id }, i) => [id, i]))
  const at = (block: Block) => order.get(block.rowId) ?? -1
  return rows
    .filter(takesRoom)
    .flatMap((row) =>
      stepsOn(row, day).flatMap((step) =>
        placesOf(step, kind).map((rowId) => ({ key: `${row.id}:${step.ordinal}:${rowId}`, row, step, rowId })),
      ),
    )
    .filter((block) => order.has(block.rowId))
    .sort((a, b) => at(a) - at(b) || a.step.minute - b.step.minute)
}

/** Blocks that overlap lie below each other: the lane of each, from 0. */
export function lanesOf(blocks: readonly Block[]): { lanes: ReadonlyMap<string, number>; count: number } {
  const ends: number[] = []
  const lanes = new Map<string, number>()
  for (const { key, step } of blocks) {
    const free = ends.findIndex((end) => end <= step.minute)
    const lane = free === -1 ? ends.length : free
    ends[lane] = step.endMinute
    lanes.set(key, lane)
  }
  return { lanes, count: Math.max(1, ends.length) }
}

const middle = ({ step }: Block) => (step.minute + step.endMinute) / 2

/** The block that an arrow key leads to from `from`; the first one from nowhere. */
export function blockBeside(blocks: readonly Block[], from: Block | undefined, key: string): Block | undefined {
  if (!from) return blocks[0]
  const at = blocks.findIndex((block) => block.key === from.key)
  if (key === 'ArrowLeft' || key === 'ArrowRight') return blocks[at + (key === 'ArrowRight' ? 1 : -1)]
  const beyond = key === 'ArrowDown' ? blocks.slice(at + 1) : blocks.slice(0, Math.max(0, at)).reverse()
  const next = beyond.find((block) => block.rowId !== from.rowId)
  return beyond
    .filter((block) => block.rowId === next?.rowId)
    .sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0]
}
