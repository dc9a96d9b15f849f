import { resources, type board, type View } from '@pitlane/contract'
import { gapsOf, rowByRow, scaleOver, type Lying, type Scale, type Span } from '../../../ui/time-axis'
import type { BoardRow } from '../board-row'

export type Day = View<typeof board.board>
export type Step = BoardRow['steps'][number]
export type PlanKind = 'bays' | 'technicians'

/** One bay or technician of the plan. */
export interface PlanRow {
  readonly id: string
  readonly name: string
  /** What the rows around it have in common; null for technicians. */
  readonly group: string | null
  /** When nobody is here: outside the shifts, on leave. */
  readonly away: readonly Span[]
}

/** One step of one visit, on a bay or with a technician. */
export interface Block extends Lying {
  readonly row: BoardRow
  readonly step: Step
}

export const QUARTER = 15

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

const technicianRows = ({ technicians }: Day, scale: Scale): PlanRow[] =>
  technicians.map(({ id, name, shifts, leaves }) => ({
    ...{ id, name, group: null },
    away: [...gapsOf(shifts, scale), ...leaves],
  }))

export const rowsOf = (day: Day, kind: PlanKind, scale: Scale): PlanRow[] =>
  kind === 'bays' ? bayRows(day) : technicianRows(day, scale)

const spanOf = ({ minute, endMinute }: Step): Span => [minute, endMinute]

/** Opening to closing in whole hours, and as far beyond as a visit reaches. */
export function scaleOf({ day, opensMinute, closesMinute, rows }: Day): Scale {
  const steps = rows.filter(takesRoom).flatMap((row) => stepsOn(row, day))
  return scaleOver([[opensMinute, closesMinute], ...steps.map(spanOf)])
}

const placesOf = (step: Step, kind: PlanKind) => (kind === 'bays' ? [step.bayId] : step.technicianIds)

/** Every step of the day of every visit that takes up room, row by row from above, earliest first. */
export function blocksOf(
  { day, rows }: Pick<Day, 'day' | 'rows'>,
  planRows: readonly PlanRow[],
  kind: PlanKind,
): Block[] {
  const blocks = rows.filter(takesRoom).flatMap((row) =>
    stepsOn(row, day).flatMap((step) =>
      placesOf(step, kind).map((rowId) => {
        const key = `${row.id}:${step.ordinal}:${rowId}`
        return { key, rowId, span: spanOf(step), row, step }
      }),
    ),
  )
  return rowByRow(blocks, planRows)
}
