import { maskPhone, maskVin, workorder as contract, type files } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { photosOf, type KeptPhoto } from '../modules/files'
import { readContact } from '../modules/customer'
import { findStaffNames } from '../modules/identity'
import { placeOf, requireStore } from '../modules/store'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import {
  addonView,
  approvedFen,
  commandsNow,
  inspectionView,
  jobViews,
  partViews,
  qcView,
  quoteView,
  readSuspicion,
  requireReachableWorkorder,
  riskOf,
  usualMinutes,
  type Showing,
} from '../modules/workorder'
import {
  Handover,
  Inspection,
  QcRecord,
  Quote,
  WorkorderEntry,
  type Workorder,
} from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { permissionsAt } from '../platform/scope'
import { bookedOf } from './workorder-booked.view'
import { isReworkOf, namesOf, readHouse, waitingFor, type House } from './workorder-house.view'
import { countersOf } from './workorder-warranty.view'

const SUBJECTS = ['inspection', 'inspection_sign', 'quote_sign', 'job', 'addon', 'qc_record'] as const

/** What a reader may see besides the car and its work (DOMAIN §1.1). */
interface Reading {
  readonly permissions: ReadonlySet<string>
  readonly isPriced: boolean
  readonly seesContact: boolean
}

const PRICED = ['workorder.quote', 'settlement.read', 'workorder.handover']

/** Technicians, inspectors and dispatchers see neither prices nor who to call. */
export async function readingOf(app: App, actor: StaffActor, storeId: string): Promise<Reading> {
  const permissions = permissionsAt(actor, placeOf(await requireStore(app.db.read, storeId)))
  const isPriced = PRICED.some((one) => permissions.has(one))
  return { permissions, isPriced, seesContact: isPriced && permissions.has('customer.reveal') }
}

async function readDocuments(app: App, { id, quoteVersion }: Workorder) {
  const db = app.db.read
  const at = { workorderId: id }
  return {
    inspection: await db.findOne(Inspection, at),
    quote: quoteVersion === 0 ? undefined : await db.findOne(Quote, { ...at, version: quoteVersion }),
    checks: await db.find(QcRecord, { where: at, order: { createdAt: 'ASC' } }),
    handover: await db.findOne(Handover, at),
    entries: await db.find(WorkorderEntry, { where: at, order: { at: 'ASC', id: 'ASC' } }),
  }
}
type Documents = Awaited<ReturnType<typeof readDocuments>>

/** Everybody who is named on the page. */
const peopleIn = ({ inspection, checks, entries }: Documents, { addons }: House): string[] => [
  ...(inspection ? [inspection.byId, ...inspection.addenda.map(({ byId }) => byId)] : []),
  ...checks.map(({ byId }) => byId),
  ...addons.map(({ proposedBy }) => proposedBy),
  ...entries.flatMap(({ byKind, byId }) => (byKind === 'staff' && byId ? [byId] : [])),
]

async function showingOf(app: App, order: Workorder, documents: Documents, house: House, isPriced: boolean) {
  const names = await findStaffNames(app.db.read, peopleIn(documents, house))
  const ids = [order.id, ...[...house.jobs, ...house.addons, ...documents.checks].map(({ id }) => id)]
  const kept = await photosOf(app.db.read, app, SUBJECTS, ids)
  const showing: Showing = { nameOf: (id) => names.get(id) ?? '', photosOf: photosIn(kept), isPriced }
  return { kept, showing }
}

export const photosIn =
  (kept: readonly KeptPhoto[]): Showing['photosOf'] =>
  (type, id) =>
    kept.filter((one) => one.subjectType === type && one.subjectId === id).map(({ view }) => view)

/** Photos of a line of the timeline, wherever they are kept. */
export const photosById = (kept: readonly KeptPhoto[], ids: readonly string[]): files.PhotoView[] =>
  ids.flatMap((id) => kept.filter(({ view }) => view.id === id).map(({ view }) => view))

const timelineOf = (entries: readonly WorkorderEntry[], kept: readonly KeptPhoto[], { nameOf }: Showing) =>
  entries.map(({ at, kind, staffText, byKind, byId, photoIds }) => ({
    ...{ at: at.toISOString(), kind, text: staffText, photos: photosById(kept, photoIds) },
    byName: byKind === 'staff' && byId ? nameOf(byId) : byKind === 'customer' ? '车主' : null,
  }))

async function contactOf(app: App, { customerId }: Workorder, { seesContact }: Reading) {
  const { phone } = seesContact ? await readContact(app.db.read, app.vault, customerId) : { phone: null }
  return { customerId, phone: phone && maskPhone(phone) }
}

async function carOf(app: App, house: House, { vehicleId }: Workorder) {
  const row = await app.db.read.findOne(Vehicle, { id: vehicleId })
  const vin = house.vehicles.find(({ id }) => id === vehicleId)?.vin ?? null
  return { vin: vin && maskVin(vin), fuel: row?.fuel ?? '' }
}

const momentsOf = ({ arrivedAt, firstPromisedAt, promisedAt }: Workorder) => ({
  arrivedAt: arrivedAt?.toISOString() ?? null,
  firstPromisedAt: firstPromisedAt?.toISOString() ?? null,
  promisedAt: promisedAt?.toISOString() ?? null,
})

/** What is to be paid; null for people who may not see prices. */
const totalOf = ({ quote }: Documents, { addons }: House, { isPriced }: Reading): number | null =>
  isPriced ? (quote?.totalFen ?? 0) + approvedFen(addons) : null

/** A work order with all of its documents, as far as this reader may see them. */
export async function detailOf(app: App, order: Workorder, reading: Reading): Promise<contract.WorkorderDetail> {
  const { isPriced, permissions } = reading
  const house = await readHouse(app, [order])
  const documents = await readDocuments(app, order)
  const { kept, showing } = await showingOf(app, order, documents, house, isPriced)
  const { inspection, quote, handover } = documents
  const jobs = [...house.jobs].sort((a, b) => a.ordinal - b.ordinal)
  const booked = house.bookings.find(({ id }) => id === order.bookingId)
  return {
    ...{ id: order.id, number: order.number, version: order.version, state: order.state },
    ...{ waiting: waitingFor(house, order), storeId: order.storeId, bookingId: order.bookingId },
    ...{
      ...namesOf(app, house, order),
      ...(await carOf(app, house, order)),
      ...(await contactOf(app, order, reading)),
    },
    ...{ suspicion: await readSuspicion(app.db.read, order), booked: await bookedOf(app, house, order, isPriced) },
    ...{ fault: booked?.remark ?? '', isRework: isReworkOf(house, order), ...momentsOf(order) },
    ...{ usualMinutes: await usualMinutes(app.db.read, order), risk: riskOf(order, app.clock.now()) },
    warranty: await countersOf(app, order),
    inspection: inspection ? inspectionView(inspection, showing) : null,
    quote: quote && isPriced ? quoteView(quote) : null,
    jobs: await jobViews(app, app.db.read, jobs, isPriced),
    parts: partViews(house.parts, isPriced),
    addons: house.addons.map((addon) => addonView(addon, showing)),
    qc: documents.checks.map((check) => qcView(check, showing)),
    totalFen: totalOf(documents, house, reading),
    handover: handover ? { ...handover, at: handover.at.toISOString() } : null,
    timeline: timelineOf(documents.entries, kept, showing),
    may: commandsNow(order, permissions, app.clock.now()),
  }
}

export const workorderDetailRoutes = [
  bind(contract.read, async (app, { actor, params }) => {
    const order = await requireReachableWorkorder(app, actor, 'workorder.read', params.workorderId)
    return detailOf(app, order, await readingOf(app, actor, order.storeId))
  }),
]
