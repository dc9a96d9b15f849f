import type { workorder } from '@pitlane/contract'
import { at, big, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 工单. A booking reserves its number (`pre`, 非正式工单); it becomes formal when the car is received (DOMAIN §2.1). */
export const Workorder = table('workorder', {
  id: id().key(),
  number: text(16),
  bookingId: id(),
  storeId: id(),
  vehicleId: id(),
  customerId: id(),
  state: oneOf(
    ...(['pre', 'received', 'inspected', 'quoted', 'authorised', 'dispatched', 'in_progress', 'work_done'] as const),
    ...(['qc_passed', 'ready', 'settled', 'delivered', 'closed', 'cancelled'] as const),
  ),
  createdAt: at(),
  updatedAt: at(),
  version: int(),
  /** The flow that carries it; null until the car has come. */
  flowId: id().nullable(),
  advisorId: id().nullable(),
  /** The work order whose repair is done again (返修). */
  reworkOf: id().nullable(),
  /** The visit that this one may repeat; null where none is near enough. */
  suspectedOf: id().nullable(),
  /** What the advisor decided of the suspicion; null until then. */
  isSameFault: flag().nullable(),
  reworkReason: text(100).nullable(),
  /** What comparable visits took when the car came: deciles in open minutes; null where too few are known. */
  usual: json<readonly number[]>().nullable(),
  mileageKm: int().nullable(),
  firstPromisedAt: at().nullable(),
  promisedAt: at().nullable(),
  /** Of the latest quote; 0 before there is one. */
  quoteVersion: int(),
  arrivedAt: at().nullable(),
  inspectedAt: at().nullable(),
  quotedAt: at().nullable(),
  authorisedAt: at().nullable(),
  dispatchedAt: at().nullable(),
  startedAt: at().nullable(),
  workDoneAt: at().nullable(),
  qcPassedAt: at().nullable(),
  readyAt: at().nullable(),
  settledAt: at().nullable(),
  deliveredAt: at().nullable(),
  closedAt: at().nullable(),
})
export type Workorder = Row<typeof Workorder>

/** What a work order has before its car has come. */
export const fresh = {
  ...{ version: 1, flowId: null, advisorId: null, reworkOf: null, mileageKm: null, firstPromisedAt: null },
  ...{ promisedAt: null, quoteVersion: 0, arrivedAt: null, inspectedAt: null, quotedAt: null, authorisedAt: null },
  ...{ dispatchedAt: null, startedAt: null, workDoneAt: null, qcPassedAt: null, readyAt: null, settledAt: null },
  ...{ deliveredAt: null, closedAt: null, suspectedOf: null, isSameFault: null, reworkReason: null, usual: null },
} as const satisfies Partial<Workorder>

/** What was seen at the walk around the car. */
export type Sheet = Pick<
  workorder.InspectionView,
  'mileageKm' | 'energyPercent' | 'damages' | 'dashLights' | 'valuables' | 'note'
> & { readonly photoIds: readonly string[] }

/** 环检单: signed once, never changed. */
export const Inspection = table('inspection', {
  workorderId: id().key(),
  sheet: json<Sheet>(),
  mileageReason: text(60).nullable(),
  signatureId: id().nullable(),
  unsignedReason: text(60).nullable(),
  signedAt: at(),
  snapshotHash: text(64),
  byId: id(),
  addenda: json<readonly { readonly note: string; readonly byId: string; readonly at: string }[]>(),
})
export type Inspection = Row<typeof Inspection>

/** Who agreed, how and to what (DOMAIN §2.5). */
export interface Proof {
  readonly method: 'app' | 'signature' | 'call'
  readonly by: { readonly kind: 'customer' | 'staff'; readonly id: string }
  readonly at: string
  readonly address: string | null
  readonly note: string
  readonly signatureId: string | null
}

/** 报价单, a row for each version. */
export const Quote = table('quote', {
  workorderId: id().key(),
  version: int().key(),
  quoteLines: json<readonly workorder.QuoteLine[]>(),
  totalFen: big(),
  promisedAt: at(),
  note: text(200),
  sentAt: at().nullable(),
  authorisedAt: at().nullable(),
  method: oneOf('app', 'signature', 'call').nullable(),
  proof: json<Proof>().nullable(),
  snapshotHash: text(64),
  byId: id(),
  createdAt: at(),
})
export type Quote = Row<typeof Quote>

/** 增项 */
export const Addon = table('addon', {
  id: id().key(),
  workorderId: id(),
  storeId: id(),
  requestId: text(36),
  kind: oneOf('extra', 'removal'),
  state: oneOf('draft', 'pending', 'approved', 'partial', 'declined', 'expired'),
  version: int(),
  title: text(40),
  severity: oneOf('red', 'yellow', 'green'),
  finding: text(300),
  measure: json<{ readonly name: string; readonly value: string; readonly limit: string }>().nullable(),
  quoteLines: json<readonly workorder.QuoteLine[]>(),
  /** Places of the labour lines that were approved; null while it is open. */
  approved: json<readonly number[]>().nullable(),
  /** Jobs that a removal is about, as its labour lines come; null for an extra. */
  removes: json<readonly string[]>().nullable(),
  extraMinutes: int(),
  newPromiseAt: at().nullable(),
  recheckHint: text(60).nullable(),
  isRiskAccepted: flag(),
  snapshotHash: text(64).nullable(),
  proof: json<Proof>().nullable(),
  proposedBy: id(),
  createdAt: at(),
  sentAt: at().nullable(),
  decidedAt: at().nullable(),
})
export type Addon = Row<typeof Addon>

/** 质检单 */
export const QcRecord = table('qc_record', {
  id: id().key(),
  workorderId: id(),
  requestId: text(36),
  byId: id(),
  isPassed: flag(),
  items: json<readonly workorder.QcView['items'][number][]>(),
  reason: text(200),
  hasRoadTest: flag(),
  createdAt: at(),
})
export type QcRecord = Row<typeof QcRecord>

/** 交车单 */
export const Handover = table('handover', {
  workorderId: id().key(),
  mileageKm: int(),
  oldParts: oneOf('customer', 'store', 'none'),
  nextHint: text(100),
  byId: id(),
  at: at(),
})
export type Handover = Row<typeof Handover>

/** 时间线: what happened, as staff and owner read it. */
export const WorkorderEntry = table('workorder_entry', {
  id: id().key(),
  workorderId: id(),
  kind: text(24),
  at: at(),
  byKind: oneOf('staff', 'customer', 'system'),
  byId: id().nullable(),
  staffText: text(200),
  /** Null for what owners are not shown (DOMAIN §2.8). */
  ownerText: text(200).nullable(),
  photoIds: json<readonly string[]>(),
})
export type WorkorderEntry = Row<typeof WorkorderEntry>

/** A command that was carried out: the same request again does nothing. */
export const WorkorderCommandRow = table('workorder_command', {
  workorderId: id().key(),
  requestId: text(36).key(),
  command: text(24),
  at: at(),
})
