import { DAY_MS } from '@pitlane/kernel'
import { FlowCandidate, FlowEventRow, FlowInstance, FlowTask, FlowTimer } from '../modules/process/process.entity'
import type { Bay, Technician } from '../modules/store/store.entity'
import { JobInterval, JobLine, PartLine } from '../modules/workorder/job.entity'
import { masters, sayKm } from '../modules/workorder/job-words'
import { snapshotHash } from '../modules/workorder/snapshot.service'
import { Handover, Inspection, QcRecord, Quote, Workorder, WorkorderEntry } from '../modules/workorder/workorder.entity'
import type { BookingStep } from '../modules/booking/booking.entity'
import type { Tx } from '../platform/database'
import type { Table } from '../platform/table'
import { copierOf, freshIds, type Changes } from './workshop-copy'
import type { Car } from './workshop-crew'

type AnyTable = Table<object>

/** A visit that was driven from end to end, with every row that it left behind. */
export interface Pattern {
  readonly car: Car
  readonly step: BookingStep
  readonly workorder: Workorder
  readonly rows: readonly (readonly [AnyTable, readonly object[]])[]
  readonly files: ReadonlySet<string>
}

const of = async <R extends object>(tx: Tx, table: Table<R>, where: Partial<R>): Promise<[AnyTable, R[]]> => [
  table,
  await tx.find(table, { where: where as never }),
]

export async function readPattern(tx: Tx, car: Car, step: BookingStep): Promise<Pattern> {
  const { workorderId } = car
  const workorder = await tx.findOne(Workorder, { id: workorderId })
  if (!workorder) throw new Error('no work order')
  const instanceId = workorder.flowId ?? ''
  const [jobs, tasks] = [await of(tx, JobLine, { workorderId }), await of(tx, FlowTask, { instanceId })]
  const rows: Pattern['rows'][number][] = [await of(tx, FlowInstance, { id: instanceId }), tasks, jobs]
  for (const { id } of jobs[1]) rows.push(await of(tx, JobInterval, { jobId: id }))
  for (const { id } of tasks[1]) rows.push(await of(tx, FlowCandidate, { taskId: id }))
  rows.push(await of(tx, FlowTimer, { instanceId }), await of(tx, FlowEventRow, { instanceId }))
  for (const table of [Inspection, Quote, PartLine, QcRecord, Handover, WorkorderEntry])
    rows.push(await of(tx, table as never, { workorderId }))
  const sent = await tx.rows<{ id: string }>("select id from file where owner_kind = 'staff'")
  return { car, step, workorder, rows, files: new Set(sent.map(({ id }) => id)) }
}

/** People, bays and stores by their id, so that a copy names its own. */
export interface Names {
  readonly technicians: ReadonlyMap<string, Technician>
  readonly bays: ReadonlyMap<string, Bay>
}

/** What a copy of a visit says instead. */
export interface Copy {
  readonly car: Car
  readonly step: BookingStep
  readonly names: Names
  readonly pace: number
  readonly mileageKm: number
}

/** How long the visit takes from its arrival to its end, in milliseconds. */
export const lengthOf = ({ workorder: { arrivedAt, deliveredAt } }: Pattern): number =>
  (deliveredAt?.getTime() ?? 0) - (arrivedAt?.getTime() ?? 0)

const idsOf = ({ rows }: Pattern): [string, string][] =>
  rows.flatMap(([, all]) => freshIds(all.filter((row): row is { id: string } => 'id' in row)))

function peopleOf({ step, car }: Pattern, copy: Copy) {
  const pairs = step.technicianIds.map((id, i) => [id, copy.step.technicianIds[i] ?? ''] as const)
  const nameOf = (id: string) => copy.names.technicians.get(id)?.name ?? ''
  const staffOf = (of: Car, id: string) => of.crew.technicians.get(id)?.staffId ?? ''
  const was = step.technicianIds.map(nameOf)
  const is = copy.step.technicianIds.map(nameOf)
  const crew = (['advisor', 'dispatcher', 'inspector', 'cashier'] as const).map((who): [string, string] => [
    car.crew[who].staffId,
    copy.car.crew[who].staffId,
  ])
  return {
    ids: [...pairs, ...pairs.map(([a, b]): [string, string] => [staffOf(car, a), staffOf(copy.car, b)]), ...crew],
    words: [
      [was.join('、'), is.join('、')],
      [masters(was), masters(is)],
    ] as [string, string][],
  }
}

function changesOf(pattern: Pattern, copy: Copy): Changes {
  const { booking, workorderId } = pattern.car
  const to = copy.car.booking
  const people = peopleOf(pattern, copy)
  const bayName = (id: string) => copy.names.bays.get(id)?.name ?? ''
  const place: [string, string][] = [
    ...([
      [workorderId, copy.car.workorderId],
      [booking.id, to.id],
      [booking.vehicleId, to.vehicleId],
    ] as const),
    ...([
      [booking.customerId, to.customerId],
      [booking.storeId, to.storeId],
    ] as const),
  ].map(([was, is]) => [was, is])
  const km = (count: number) => `里程 ${sayKm(count)}`
  const was = pattern.workorder.mileageKm ?? 0
  return {
    ids: new Map([...idsOf(pattern), ...place, ...people.ids, [pattern.step.bayId, copy.step.bayId]]),
    words: [
      ...people.words,
      [bayName(pattern.step.bayId), bayName(copy.step.bayId)],
      ...[0, 2].map((more): [string, string] => [km(was + more), km(copy.mileageKm + more)]),
    ],
    ...{ from: booking.updatedAt, to: to.updatedAt, pace: copy.pace, files: pattern.files },
  }
}

/** Documents say the mileage, and their hash is of what they say. */
function finished(row: Record<string, unknown>, mileageKm: number): object {
  if ('oldParts' in row) return { ...row, mileageKm: mileageKm + 2 }
  if ('sheet' in row) return signed({ ...row, sheet: { ...(row['sheet'] as object), mileageKm } } as Inspection)
  return 'quoteLines' in row ? agreed(row as Quote) : row
}

function signed(row: Inspection): Inspection {
  const { workorderId, sheet, mileageReason, unsignedReason, signedAt } = row
  const document = { workorderId, sheet, mileageReason, signatureId: null, unsignedReason: '纸质签字存档', signedAt }
  return {
    ...row,
    ...document,
    unsignedReason: unsignedReason ?? document.unsignedReason,
    snapshotHash: snapshotHash(document),
  }
}

function agreed(row: Quote): Quote {
  const { workorderId, version, quoteLines, totalFen, promisedAt, note } = row
  return { ...row, snapshotHash: snapshotHash({ workorderId, version, quoteLines, totalFen, promisedAt, note }) }
}

/** Rows to be written, by table, and what becomes of the work order itself. */
export interface Copied {
  readonly rows: readonly (readonly [AnyTable, readonly object[]])[]
  readonly workorder: Workorder
}

export function copyVisit(pattern: Pattern, copy: Copy): Copied {
  const copied = copierOf(changesOf(pattern, copy))
  const workorder = copied(pattern.workorder) as Workorder
  return {
    rows: pattern.rows.map(([table, rows]) => [
      table,
      rows.map((row) => finished(copied(row) as Record<string, unknown>, copy.mileageKm)),
    ]),
    workorder: { ...workorder, mileageKm: copy.mileageKm },
  }
}

/** Visits of one car follow one another on its odometer. */
export const mileageBefore = (known: number, arrivedAt: Date, now: Date): number =>
  Math.max(10, known - Math.ceil((now.getTime() - arrivedAt.getTime()) / DAY_MS) * 40)
