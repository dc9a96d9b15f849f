import { identity, workorder, type files, type Permission, type View } from '@pitlane/contract'
import type { FakeApi } from './api'
import { rowId, staff, STORE, today } from './people'
import { logIn, openAt } from './screen'

const MINUTE = 60_000

/** So many minutes from now, as an instant. */
export const soon = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString()

/** A card of the lanes; `n` tells cars apart. */
export const card = (n: number, over: Partial<workorder.WorkorderCard> = {}): workorder.WorkorderCard => ({
  ...{ id: rowId(n), number: `WO${String(n).padStart(8, '0')}`, lane: 'work', state: 'in_progress', waiting: null },
  ...{ plate: `沪A1234${n % 10}`, carName: '大众 帕萨特', customerName: '张先生', serviceName: '小保养' },
  ...{ advisorName: '李静', arrivedAt: soon(-90), promisedAt: soon(60 + n), risk: 'none', isRework: false },
  ...{ isSuspected: false, openAddons: 0, version: 1, ...over },
})

export const photo = (n: number): files.PhotoView => ({
  ...{ id: rowId(600 + n), thumbUrl: `/api/files/${n}/thumb`, url: `/api/files/${n}/full`, width: 320, height: 240 },
})

export const job = (n: number, over: Partial<workorder.JobView> = {}): workorder.JobView => ({
  ...{ id: rowId(100 + n), name: `更换刹车片 ${n}`, state: 'new', version: 1, plannedMinutes: 60, actualMinutes: 0 },
  ...{ pauseReason: null, technicians: [], bayName: null, startedAt: null, doneAt: null, amountFen: 40_000 },
  ...{ isAddon: false, isSafety: false, rejections: 0, photos: [], vendor: null, checkedByName: null },
  ...{ technicianCount: 1, bayId: null, ...over },
})

export const addon = (n: number, over: Partial<workorder.AddonView> = {}): workorder.AddonView => ({
  ...{ id: rowId(200 + n), version: 3, kind: 'extra', state: 'draft', title: '更换前刹车片', severity: 'red' },
  ...{ finding: '前刹车片磨损严重', measure: { name: '刹车片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' } },
  ...{ photos: [photo(1)], proposedByName: '王海涛', proposedAt: soon(-20), lines: [], extraMinutes: 0 },
  ...{ newPromiseAt: null, sentAt: null, decidedAt: null, isRiskAccepted: false, recheckHint: null },
  ...{ snapshotHash: null, ...over },
})

const labour = { kind: 'labour', serviceId: null, partCode: null, unit: '小时', of: null } as const
const material = { kind: 'material', serviceId: null, unit: '升', minutes: null } as const

/** One and a half hours of work for 300, and 4.5 litres of oil for 360. */
export const quoteLines = [
  { ...labour, name: '小保养', quantityCenti: 150, unitFen: 20_000, minutes: 90, amountFen: 30_000 },
  {
    ...material,
    ...{ name: '全合成机油', partCode: 'OIL-5W30', quantityCenti: 450, unitFen: 8_000, of: 0, amountFen: 36_000 },
  },
] satisfies workorder.QuoteView['lines']

export const quote = (over: Partial<workorder.QuoteView> = {}): workorder.QuoteView => ({
  ...{ version: 1, lines: quoteLines, labourFen: 30_000, materialFen: 36_000, totalFen: 66_000 },
  ...{ promisedAt: soon(180), note: '', sentAt: null, authorisedAt: null, method: null, snapshotHash: null, ...over },
})

export const inspection = (over: Partial<workorder.InspectionView> = {}): workorder.InspectionView => ({
  ...{ mileageKm: 32_100, energyPercent: 60, damages: [{ zone: 'left', kind: 'scratch', note: '前门 5 厘米' }] },
  ...{ dashLights: ['tyre'], valuables: '雨伞', note: '', photos: [1, 2, 3, 4, 5, 6].map(photo) },
  ...{ mileageReason: null, signature: photo(7), unsignedReason: null, signedAt: soon(-60), byName: '李静' },
  ...{ addenda: [], ...over },
})

type Detail = workorder.WorkorderDetail

export const detail = (over: Partial<Detail> = {}): Detail => ({
  ...{ id: rowId(1), number: 'WO00000001', version: 4, state: 'received', waiting: null, storeId: STORE },
  ...{ bookingId: rowId(900), plate: '沪A12341', vin: 'LSVAA4183E2184841', carName: '大众 帕萨特', fuel: 'ice' },
  ...{ customerId: rowId(800), customerName: '张先生', phone: '138****1001', advisorName: '李静' },
  ...{
    fault: '刹车有异响',
    isRework: false,
    suspicion: null,
    booked: [],
    arrivedAt: soon(-90),
    firstPromisedAt: soon(60),
    promisedAt: soon(60),
  },
  ...{ usualMinutes: { p80: 95, sample: 42 }, risk: 'none' },
  ...{ warranty: { daysThisVisit: 1, daysInAll: 3, warning: null } },
  ...{ inspection: null, quote: null, jobs: [], parts: [], addons: [], qc: [], totalFen: null, handover: null },
  ...{ timeline: [{ at: soon(-90), kind: 'arrived', text: '车辆到店', byName: '前台', photos: [] }], may: [], ...over },
})

type Offer = View<typeof workorder.dispatchOffers>['offers'][number]

/** Somebody who could do a job; `n` is the rank. */
export const offer = (n: number, over: Partial<Offer> = {}): Offer => ({
  ...{ technicianId: rowId(70 + n), name: `王师傅 ${n}`, score: 90 - n, canDo: true, openJobs: 0 },
  ...{ reasons: [{ kind: 'skill', text: '技能匹配', isGood: true }], startsAt: soon(10) },
  ...{ bay: { id: rowId(60 + n), name: `快保 ${n}` }, ...over },
})

/** Somebody who may not, because of a certificate. */
export const expired = offer(3, {
  ...{ canDo: false, bay: null, startsAt: null },
  reasons: [{ kind: 'certificate', text: '证书已于 2026-11-28 到期', isGood: false }],
})

type Floor = View<typeof workorder.floorPlan>

/** A job that waits on the floor; `n` tells jobs apart. */
export const floorJob = (n: number, over: Partial<workorder.FloorJob> = {}): workorder.FloorJob => ({
  ...{ jobId: rowId(100 + n), version: 1, workorderId: rowId(n), workorderNumber: `WO0000000${n}` },
  ...{ plate: `沪A1234${n}`, carName: '大众 帕萨特', name: `更换刹车片 ${n}`, state: 'new', pauseReason: null },
  ...{ bayType: 'maintenance', technicianCount: 1, technicianIds: [], bayId: null, vendor: null },
  ...{
    plannedMinutes: 60,
    actualMinutes: 0,
    promisedAt: soon(60),
    risk: 'none',
    isAddon: false,
    isRework: false,
    ...over,
  },
})

/** The same where it stands on the axis of the day. */
export const floorBlock = (n: number, over: Partial<workorder.FloorBlock> = {}): workorder.FloorBlock => ({
  ...floorJob(n, { state: 'assigned', technicianIds: [rowId(71)], bayId: rowId(61) }),
  ...{ startsMinute: 600, endsMinute: 660, isExpected: true, isCarriedOver: false, goesOn: false, ...over },
})

export const floor = (over: Partial<Floor> = {}): Floor => ({
  ...{ day: today(), now: new Date().toISOString(), isOpen: true, opensMinute: 510, closesMinute: 1080 },
  technicians: [1, 2].map((n) => ({
    ...{ id: rowId(70 + n), name: `王师傅 ${n}`, spans: [[540, 1020]], openMinutes: 120 },
  })),
  bays: [1, 2].map((n) => ({ id: rowId(60 + n), name: `快保 ${n}`, type: 'maintenance' })),
  ...{ blocks: [], waiting: [], ...over },
})

/** What the server holds; a test may change it at any time. */
export interface Shop {
  cards?: workorder.WorkorderCard[]
  orders?: Detail[]
  floor?: Floor
  offers?: View<typeof workorder.dispatchOffers>['offers']
}

export function serve(api: FakeApi, shop: Shop, held?: readonly Permission[]): void {
  api.on(identity.staffMe, () => staff(held))
  api.on(workorder.board, () => ({ cards: shop.cards ?? [], now: new Date().toISOString() }))
  api.on(workorder.floorPlan, () => shop.floor ?? floor())
  api.on(workorder.dispatchOffers, () => ({ offers: shop.offers ?? [] }))
  api.on(workorder.read, ({ path }) => {
    const found = shop.orders?.find(({ id }) => path.endsWith(id))
    if (!found) throw new Error(`no order for ${path}`)
    return found
  })
  logIn()
}

export const openLanes = (search = '') => openAt(`/stores/${STORE}/workorders${search}`)
export const openOrder = (search = '') => openAt(`/stores/${STORE}/workorders/${rowId(1)}${search}`)
export const openDispatch = () => openAt(`/stores/${STORE}/dispatch`)
