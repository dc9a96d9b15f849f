import type { files, workorder as contract } from '@pitlane/contract'
import { isLineApproved } from './addon-decision'
import type { PartLine } from './job.entity'
import { priced, totalsOf } from './pricing'
import type { Addon, Inspection, QcRecord, Quote } from './workorder.entity'

/** What documents are shown with: names of people by id, and photos by what they are kept with. */
export interface Showing {
  readonly nameOf: (id: string) => string
  readonly photosOf: (subjectType: string, subjectId: string) => files.PhotoView[]
  /** Whether amounts may be seen. */
  readonly isPriced: boolean
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function inspectionView(row: Inspection, { nameOf, photosOf }: Showing): contract.InspectionView {
  const { photoIds: _, ...sheet } = row.sheet
  return {
    ...sheet,
    photos: photosOf('inspection', row.workorderId),
    ...{ mileageReason: row.mileageReason, signature: photosOf('inspection_sign', row.workorderId)[0] ?? null },
    ...{ unsignedReason: row.unsignedReason, signedAt: iso(row.signedAt), byName: nameOf(row.byId) },
    addenda: row.addenda.map(({ note, byId, at }) => ({ note, byName: nameOf(byId), at })),
  }
}

export function quoteView(row: Quote): contract.QuoteView {
  return {
    ...{ version: row.version, lines: priced(row.quoteLines), ...totalsOf(row.quoteLines) },
    ...{ promisedAt: iso(row.promisedAt), note: row.note, sentAt: iso(row.sentAt) },
    ...{ authorisedAt: iso(row.authorisedAt), method: row.method, snapshotHash: row.snapshotHash },
  }
}

/** Lines of an add-on; without prices for people who may not see them. */
const addonLines = ({ quoteLines, approved }: Addon, isPriced: boolean): contract.AddonView['lines'] =>
  priced(quoteLines).map((line, place) => ({
    ...line,
    unitFen: isPriced ? line.unitFen : 0,
    amountFen: isPriced ? line.amountFen : null,
    isApproved: isLineApproved(line, place, approved),
  }))

export function addonView(row: Addon, { nameOf, photosOf, isPriced }: Showing): contract.AddonView {
  return {
    ...{ id: row.id, version: row.version, kind: row.kind, state: row.state, title: row.title, severity: row.severity },
    ...{ finding: row.finding, measure: row.measure, photos: photosOf('addon', row.id) },
    ...{ proposedByName: nameOf(row.proposedBy), proposedAt: row.createdAt.toISOString() },
    ...{ lines: addonLines(row, isPriced), extraMinutes: row.extraMinutes, newPromiseAt: iso(row.newPromiseAt) },
    ...{ sentAt: iso(row.sentAt), decidedAt: iso(row.decidedAt), isRiskAccepted: row.isRiskAccepted },
    ...{ recheckHint: row.recheckHint, snapshotHash: row.snapshotHash },
  }
}

/** What the approved lines of add-ons cost. */
export const approvedFen = (addons: readonly Pick<Addon, 'quoteLines' | 'approved'>[]): number =>
  addons.reduce(
    (total, { quoteLines, approved }) =>
      total + totalsOf(quoteLines.filter((line, place) => isLineApproved(line, place, approved) === true)).totalFen,
    0,
  )

const partView = (row: PartLine, isPriced: boolean): contract.PartView => ({
  ...{ id: row.id, version: row.version, jobId: row.jobId, name: row.name, code: row.code },
  ...{ quantityCenti: row.quantityCenti, unit: row.unit, amountFen: isPriced ? row.amountFen : null },
  ...{ state: row.state, etaAt: iso(row.etaAt) },
})

/** Materials as they are shown, what was cancelled last; prices only where `isPriced`. */
export const partViews = (rows: readonly PartLine[], isPriced: boolean): contract.PartView[] =>
  [...rows]
    .sort((a, b) => Number(a.state === 'cancelled') - Number(b.state === 'cancelled'))
    .map((row) => partView(row, isPriced))

export const qcView = (row: QcRecord, { nameOf, photosOf }: Showing): contract.QcView => ({
  ...{ id: row.id, byName: nameOf(row.byId), at: row.createdAt.toISOString(), isPassed: row.isPassed },
  ...{ items: [...row.items], reason: row.reason, hasRoadTest: row.hasRoadTest },
  photos: photosOf('qc_record', row.id),
})
