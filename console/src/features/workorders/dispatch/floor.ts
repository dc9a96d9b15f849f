import { formatPlate, resources, type View, type workorder } from '@pitlane/contract'
import { sayMinutes } from '../../../lib/time'
import { gapsOf, rowByRow, scaleOver, type Lying, type Scale, type Span } from '../../../ui/time-axis'
import type { Dispatchable } from '../jobs/use-reversals'
import { words } from './words'

export type Floor = View<typeof workorder.floorPlan>
export type FloorJob = workorder.FloorJob
export type RowKind = 'technicians' | 'bays'

export const rowKinds = ['technicians', 'bays'] as const satisfies readonly RowKind[]

/** Where what is done by somebody else lies. */
const OUTSIDE = 'outside'
/** What does not begin today has no length: drawn so long, beyond the end of the day. */
const LEAST_MINUTES = 30

/** A technician or a bay through the day. */
export interface FloorRow {
  readonly id: string
  readonly name: string
  readonly detail: string | null
  readonly away: readonly Span[]
}

/** A job on a row of the chart. */
export interface Block extends Lying {
  readonly job: workorder.FloorBlock
}

const LAST = '9999'

/** The promise that breaks next comes first. */
export const byPromise = (jobs: readonly FloorJob[]): FloorJob[] =>
  [...jobs].sort((a, b) => (a.promisedAt ?? LAST).localeCompare(b.promisedAt ?? LAST))

function spanOf({ startsMinute, endsMinute }: workorder.FloorBlock): Span {
  const isShort = endsMinute - startsMinute < LEAST_MINUTES / 2
  return [startsMinute, isShort ? startsMinute + LEAST_MINUTES : endsMinute]
}

const isOutside = ({ state }: FloorJob) => state === 'outsourced'

/** Opening to closing, and as far beyond as work reaches. */
export const scaleOf = ({ opensMinute, closesMinute, blocks }: Floor): Scale =>
  scaleOver([[opensMinute, closesMinute], ...blocks.map(spanOf)])

const bayTypes: Readonly<Record<string, string>> = resources.bayTypes

const peopleOf = ({ technicians }: Floor, scale: Scale): FloorRow[] =>
  technicians.map(({ id, name, spans, openMinutes }) => ({
    ...{ id, name, away: gapsOf(spans, scale) },
    detail: spans.length === 0 ? words.off : words.open(sayMinutes(openMinutes)),
  }))

const baysOf = ({ bays }: Floor): FloorRow[] =>
  bays.map(({ id, name, type }) => ({ id, name, detail: bayTypes[type] ?? type, away: [] }))

/** The rows of the chart; what is outside has one of its own while there is any. */
export function rowsOf(floor: Floor, kind: RowKind, scale: Scale): FloorRow[] {
  const rows = kind === 'technicians' ? peopleOf(floor, scale) : baysOf(floor)
  if (!floor.blocks.some(isOutside)) return rows
  return [...rows, { id: OUTSIDE, name: words.outside, detail: null, away: [] }]
}

function placesOf(job: FloorJob, kind: RowKind): readonly string[] {
  if (isOutside(job)) return [OUTSIDE]
  if (kind === 'technicians') return job.technicianIds
  return job.bayId === null ? [] : [job.bayId]
}

export function blocksOf({ blocks }: Floor, kind: RowKind, rows: readonly FloorRow[]): Block[] {
  const all = blocks.flatMap((job) =>
    placesOf(job, kind).map((rowId) => ({ key: `${job.jobId}:${rowId}`, rowId, span: spanOf(job), job })),
  )
  return rowByRow(all, rows)
}

/** Somebody may be given the job: it does not run, it is not over and not outside. */
export const canBeGiven = ({ state }: FloorJob): boolean =>
  state === 'new' || state === 'assigned' || state === 'paused'

/** Nobody has worked on it since it was given away, nor before. */
export const canBeTakenBack = ({ state, actualMinutes }: FloorJob): boolean =>
  state === 'assigned' && actualMinutes === 0

export const isNew = ({ state }: FloorJob): boolean => state === 'new'

/** `沪A·12345 小保养` */
export const sayJob = ({ plate, name }: Pick<FloorJob, 'plate' | 'name'>): string => `${formatPlate(plate)} ${name}`

/** Whoever the booking was planned with has nothing in hand yet. */
export const dispatchable = (job: FloorJob): Dispatchable => ({
  ...{ id: job.jobId, name: sayJob(job), version: job.version, isNew: isNew(job), teamSize: job.technicianCount },
  ...(isNew(job) ? { people: [], bayId: null } : { people: job.technicianIds, bayId: job.bayId }),
})
