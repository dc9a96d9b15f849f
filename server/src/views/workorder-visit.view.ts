import type { workorder as contract } from '@pitlane/contract'
import { AppError, type Day } from '@pitlane/kernel'
import type { OpenDay } from '../modules/booking'
import { VEHICLE_PLATE } from '../modules/vehicle'
import type { JobLine, PartLine } from '../modules/workorder/job.entity'
import type { Addon, Inspection, QcRecord, Quote } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { toLocal } from '../platform/local-time'
import { readInstant } from '../platform/sql'

type Instant = Date | string
type Bag = Readonly<Record<string, unknown>>

interface HeadRow {
  id: string
  bookingId: string
  number: string
  state: contract.WorkorderState
  promisedAt: Instant | null
  arrivedAt: Instant | null
  quotedAt: Instant | null
  startedAt: Instant | null
  qcPassedAt: Instant | null
  settledAt: Instant | null
  deliveredAt: Instant | null
  usual: unknown
  storeId: string
  timeZone: string
  storeName: string
  storePhone: string
  brand: string
  model: string
  plateSealed: string | null
  advisorName: string | null
}

const HEAD = `
  select w.id as id, w.booking_id as bookingId, w.number as number, w.state as state, w.promised_at as promisedAt,
    w.arrived_at as arrivedAt, w.quoted_at as quotedAt, w.started_at as startedAt, w.qc_passed_at as qcPassedAt,
    w.settled_at as settledAt, w.delivered_at as deliveredAt, w.usual as usual,
    s.id as storeId, s.time_zone as timeZone, s.name as storeName, s.phone as storePhone,
    v.brand as brand, v.model as model, v.plate_sealed as plateSealed, p.name as advisorName
  from workorder w
  join store s on s.id = w.store_id
  join vehicle v on v.id = w.vehicle_id
  left join staff p on p.id = w.advisor_id
  where w.id = ? and w.customer_id = ?`

/** Rows of every kind as JSON: one statement, however many tables. */
const REST = `
  select 'entry' as kind, id, json_object('at', at, 'text', owner_text, 'photoIds', photo_ids) as body
    from workorder_entry where workorder_id = ? and owner_text is not null
  union all
  select 'job', id, json_object('id', id, 'ordinal', ordinal, 'name', name, 'state', state, 'pauseReason', pause_reason,
    'technicianIds', technician_ids) from job_line where workorder_id = ?
  union all
  select 'part', id, json_object('state', state) from part_line where workorder_id = ?
  union all
  select 'addon', id, json_object('id', id, 'kind', kind, 'version', version, 'state', state, 'title', title, 'severity', severity,
    'finding', finding, 'measure', measure, 'quoteLines', quote_lines, 'approved', approved, 'removes', removes, 'extraMinutes', extra_minutes,
    'newPromiseAt', new_promise_at, 'recheckHint', recheck_hint, 'isRiskAccepted', is_risk_accepted, 'snapshotHash',
    snapshot_hash, 'proposedBy', proposed_by, 'createdAt', created_at, 'sentAt', sent_at, 'decidedAt', decided_at)
    from addon where workorder_id = ? and state <> 'draft'
  union all
  select 'check', id, json_object('id', id, 'isPassed', is_passed) from qc_record where workorder_id = ?
  union all
  select 'inspection', workorder_id, json_object('workorderId', workorder_id, 'sheet', sheet, 'mileageReason',
    mileage_reason, 'signatureId', signature_id, 'unsignedReason', unsigned_reason, 'signedAt', signed_at, 'byId', by_id,
    'addenda', addenda) from inspection where workorder_id = ?
  union all
  select 'quote', q.workorder_id, json_object('version', q.version, 'quoteLines', q.quote_lines, 'totalFen', q.total_fen,
    'promisedAt', q.promised_at, 'note', q.note, 'sentAt', q.sent_at, 'authorisedAt', q.authorised_at, 'method', q.method,
    'snapshotHash', q.snapshot_hash) from quote q join workorder w on w.id = q.workorder_id and w.quote_version = q.version
    where q.workorder_id = ?
  union all
  select 'technician', t.id, json_object('id', t.id, 'name', t.name, 'level', t.level) from technician t
    join workorder w on w.store_id = t.store_id where w.id = ?
  union all
  select 'day', day, json_object('day', day, 'isOpen', is_open, 'opensMinute', opens_minute, 'closesMinute', closes_minute)
    from store_day where store_id = ? and day between ? and ?`
/** Those that want the id of the work order; the opening hours want a store and two days. */
const REST_IDS = REST.split('?').length - 4

/** JSON within JSON: an object where the database knows the column as JSON, else its text. */
const nested = <T>(value: unknown): T => (typeof value === 'string' ? (JSON.parse(value) as T) : (value as T))

const instant = (value: unknown): Date | null => (typeof value === 'string' ? readInstant(value) : null)
const sure = (value: unknown): Date => readInstant(String(value))

function addonOf(body: Bag): Addon {
  const { measure, quoteLines, approved, removes, newPromiseAt, createdAt, sentAt, decidedAt } = body
  return {
    ...(body as unknown as Addon),
    ...{ measure: nested(measure), quoteLines: nested(quoteLines), approved: nested(approved) },
    removes: nested(removes),
    ...{ isRiskAccepted: Boolean(Number(body['isRiskAccepted'])), newPromiseAt: instant(newPromiseAt) },
    ...{ createdAt: sure(createdAt), sentAt: instant(sentAt), decidedAt: instant(decidedAt) },
  }
}

const inspectionOf = (body: Bag): Inspection => ({
  ...(body as unknown as Inspection),
  ...{ sheet: nested(body['sheet']), addenda: nested(body['addenda']), signedAt: sure(body['signedAt']) },
})

const quoteOf = (body: Bag): Quote => ({
  ...(body as unknown as Quote),
  ...{
    quoteLines: nested(body['quoteLines']),
    totalFen: Number(body['totalFen']),
    promisedAt: sure(body['promisedAt']),
  },
  ...{ sentAt: instant(body['sentAt']), authorisedAt: instant(body['authorisedAt']) },
})

const entryOf = (body: Bag) => ({
  ...{ at: sure(body['at']), text: String(body['text']), photoIds: nested<string[]>(body['photoIds']) },
})

type JobFacts = Pick<JobLine, 'id' | 'ordinal' | 'name' | 'state' | 'pauseReason' | 'technicianIds'>
const jobOf = (body: Bag): JobFacts => ({
  ...(body as unknown as JobFacts),
  technicianIds: nested(body['technicianIds']),
})

interface Technician {
  readonly id: string
  readonly name: string
  readonly level: string
}

function headOf(app: App, row: HeadRow) {
  const at = (value: Instant | null) => (value === null ? null : readInstant(value))
  return {
    ...row,
    ...{
      usual: nested<readonly number[] | null>(row.usual),
      promisedAt: at(row.promisedAt),
      carName: `${row.brand} ${row.model}`,
    },
    plate: row.plateSealed && app.vault.open(VEHICLE_PLATE, row.plateSealed),
    milestones: {
      ...{ arrived: at(row.arrivedAt), quoted: at(row.quotedAt), started: at(row.startedAt) },
      ...{ qc_passed: at(row.qcPassedAt), settled: at(row.settledAt), delivered: at(row.deliveredAt) },
    },
  }
}

type Head = ReturnType<typeof headOf>

const dayOf = (body: Bag): OpenDay => ({ ...(body as unknown as OpenDay), isOpen: Boolean(Number(body['isOpen'])) })

/** The days whose opening hours say how sure the promise is: none where nothing is known of comparable visits. */
function daysAround({ usual, milestones: { arrived }, promisedAt, timeZone }: Head, now: Date): readonly [Day, Day] {
  if (!usual || !arrived || !promisedAt) return ['9', '0']
  const last = new Date(Math.max(promisedAt.getTime(), now.getTime()))
  return [toLocal(arrived, timeZone).day, toLocal(last, timeZone).day]
}

const byDay = (a: OpenDay, b: OpenDay) => a.day.localeCompare(b.day)
const byTime = (a: { at: Date }, b: { at: Date }) => a.at.getTime() - b.at.getTime()

/** Everything of one visit of this owner, in two statements. Throws `workorder.not_found`. */
export async function readVisit(app: App, customerId: string, id: string) {
  const [head] = await app.db.read.rows<HeadRow>(HEAD, [id, customerId])
  if (!head) throw new AppError('workorder.not_found')
  const order = headOf(app, head)
  const ids = Array.from({ length: REST_IDS }, () => id)
  const wanted = [...ids, order.storeId, ...daysAround(order, app.clock.now())]
  const rows = await app.db.read.rows<{ kind: string; id: string; body: unknown }>(REST, wanted)
  const of = (kind: string): Bag[] => rows.filter((row) => row.kind === kind).map(({ body }) => nested<Bag>(body))
  return {
    order,
    days: of('day').map(dayOf).sort(byDay),
    entries: of('entry').map(entryOf).sort(byTime),
    jobs: of('job')
      .map(jobOf)
      .sort((a, b) => a.ordinal - b.ordinal),
    parts: of('part') as unknown as Pick<PartLine, 'state'>[],
    addons: of('addon')
      .map(addonOf)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    checks: of('check') as unknown as Pick<QcRecord, 'id' | 'isPassed'>[],
    inspection: of('inspection').map(inspectionOf)[0],
    quote: of('quote').map(quoteOf)[0],
    technicians: of('technician') as unknown as Technician[],
  }
}
export type Visit = Awaited<ReturnType<typeof readVisit>>
