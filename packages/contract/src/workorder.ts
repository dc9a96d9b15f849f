import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, Id, Instant, Version } from './fields'
import { PhotoView } from './files'
import { InspectionView, QuoteView } from './workorder-documents'
import { AddonView } from './workorder-addons'
import { JobView, PartView } from './workorder-floor'
import { QcView } from './workorder-qc'
import { ReworkSuspicion } from './workorder-reception'
import { Waiting, WorkorderState } from './workorder-words'

export * from './workorder-addons'
export * from './workorder-documents'
export * from './workorder-floor'
export * from './workorder-plan'
export * from './workorder-qc'
export * from './workorder-reception'
export * from './workorder-visits'
export * from './workorder-words'

/** The lanes of an advisor's day, from left to right; within a lane the promise that breaks next is on top. */
export const lanes = {
  reception: '待接',
  quote: '待报价',
  consent: '待确认',
  work: '施工',
  waiting: '待料',
  ready: '可交',
} as const
export const Lane = z.enum(Object.keys(lanes) as (keyof typeof lanes)[])
export type Lane = z.infer<typeof Lane>

export const WorkorderCard = z.object({
  id: Id,
  number: z.string(),
  lane: Lane,
  state: WorkorderState,
  waiting: z.nullable(Waiting),
  plate: z.string(),
  carName: z.string(),
  customerName: z.string(),
  serviceName: z.string(),
  advisorName: z.nullable(z.string()),
  arrivedAt: z.nullable(Instant),
  promisedAt: z.nullable(Instant),
  /** 70 % of the time is gone and work remains, or the promise is broken (DOMAIN §2.3). */
  risk: z.enum(['none', 'soon', 'late']),
  isRework: z.boolean(),
  /** Perhaps a come-back: the advisor has to decide. */
  isSuspected: z.boolean(),
  openAddons: z.int(),
  version: Version,
})
export type WorkorderCard = z.infer<typeof WorkorderCard>

export const board = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/workorders',
  summary: 'The cars in the house, by lane.',
  access: { staff: 'workorder.read' },
  params: z.object({ storeId: Id }),
  query: z.object({ mine: z.optional(z.enum(['1'])) }),
  response: z.object({ cards: z.array(WorkorderCard), now: Instant }),
  errors: ['store.not_found'],
})

/** One thing that happened, as staff read it. */
const TimelineEntry = z.object({
  at: Instant,
  kind: z.string(),
  text: z.string(),
  byName: z.nullable(z.string()),
  photos: z.array(PhotoView),
})

export const WorkorderDetail = z.object({
  id: Id,
  number: z.string(),
  version: Version,
  state: WorkorderState,
  waiting: z.nullable(Waiting),
  storeId: Id,
  bookingId: Id,
  plate: z.string(),
  vin: z.nullable(z.string()),
  carName: z.string(),
  fuel: z.string(),
  customerId: Id,
  customerName: z.string(),
  phone: z.nullable(z.string()),
  advisorName: z.nullable(z.string()),
  fault: z.string(),
  isRework: z.boolean(),
  suspicion: z.nullable(ReworkSuspicion),
  /** What was booked, as a quote begins: minutes and price of the catalogue, which may be none. */
  booked: z.array(z.object({ serviceId: Id, name: z.string(), minutes: z.int(), priceFen: z.nullable(FenField) })),
  arrivedAt: z.nullable(Instant),
  firstPromisedAt: z.nullable(Instant),
  promisedAt: z.nullable(Instant),
  /** P80 of comparable visits in minutes, and of how many; null below 30 (DESIGN §1: 样本不足). */
  usualMinutes: z.nullable(z.object({ p80: z.int(), sample: z.int() })),
  risk: z.enum(['none', 'soon', 'late']),
  /** 三包: days in the shop for this visit and in all, and repairs of the same problem; a warning where a limit is near (DOMAIN §0.1-7). */
  warranty: z.object({ daysThisVisit: z.int(), daysInAll: z.int(), warning: z.nullable(z.string()) }),
  inspection: z.nullable(InspectionView),
  quote: z.nullable(QuoteView),
  jobs: z.array(JobView),
  parts: z.array(PartView),
  addons: z.array(AddonView),
  qc: z.array(QcView),
  /** What is to be paid: the quote and what was approved later; null for people who may not see prices. */
  totalFen: z.nullable(FenField),
  handover: z.nullable(z.object({ mileageKm: z.int(), oldParts: z.string(), nextHint: z.string(), at: Instant })),
  timeline: z.array(TimelineEntry),
  /** What the person who asks may do now; names of commands. */
  may: z.array(z.string()),
})
export type WorkorderDetail = z.infer<typeof WorkorderDetail>

export const read = endpoint({
  method: 'GET',
  path: '/api/workorders/:workorderId',
  summary: 'A work order with all of its documents.',
  access: { staff: 'workorder.read' },
  params: z.object({ workorderId: Id }),
  response: WorkorderDetail,
  errors: ['workorder.not_found'],
})

/** The sheet as it is printed (DOMAIN §2.10). */
export const sheet = endpoint({
  method: 'GET',
  path: '/api/workorders/:workorderId/settlement-sheet',
  summary: 'All fields of the legal settlement list (机动车维修费用结算清单).',
  access: { staff: 'workorder.read' },
  params: z.object({ workorderId: Id }),
  response: z.object({
    detail: WorkorderDetail,
    store: z.object({ name: z.string(), address: z.string(), phone: z.string(), creditCode: z.nullable(z.string()) }),
    sentOn: z.nullable(z.string()),
    leftOn: z.nullable(z.string()),
    mileageIn: z.nullable(z.int()),
    mileageOut: z.nullable(z.int()),
    warranty: z.object({ days: z.int(), km: z.int() }),
  }),
  errors: ['workorder.not_found'],
})

/** The inspection as it is printed: who reads owner and car in full is as on the settlement list. */
export const inspectionSheet = endpoint({
  method: 'GET',
  path: '/api/workorders/:workorderId/inspection-sheet',
  summary: 'The sheet of the walk around the car (接车环检单), with owner and car as on the settlement list.',
  access: { staff: 'workorder.read' },
  params: z.object({ workorderId: Id }),
  response: z.object({ detail: WorkorderDetail }),
  errors: ['workorder.not_found'],
})

/** Steps that an owner sees, whatever the flow of the store looks like: milestones (DESIGN §4). */
export const progressSteps = {
  arrived: '接车',
  quoted: '报价',
  started: '施工',
  qc_passed: '质检',
  settled: '结算',
  delivered: '交车',
} as const

/** 本次服务 as its owner watches it. */
export const ProgressView = z.object({
  id: Id,
  bookingId: Id,
  number: z.string(),
  state: WorkorderState,
  storeName: z.string(),
  storePhone: z.string(),
  plate: z.string(),
  carName: z.string(),
  advisorName: z.nullable(z.string()),
  steps: z.array(z.object({ key: z.string(), label: z.string(), at: z.nullable(Instant) })),
  /** What happens now, in a sentence. */
  headline: z.string(),
  /** Latest by, and of how many in a hundred comparable visits that is true; null where too few are known. */
  promisedAt: z.nullable(Instant),
  confidence: z.nullable(z.int()),
  /** 「王师傅 · 高级技师」 */
  workers: z.array(z.object({ name: z.string(), jobName: z.string() })),
  quote: z.nullable(QuoteView),
  canAuthorise: z.boolean(),
  addons: z.array(AddonView),
  inspection: z.nullable(InspectionView),
  /** 未采纳项目, with when to look again. */
  declined: z.array(z.object({ name: z.string(), severity: z.string(), hint: z.nullable(z.string()) })),
  /** Looked at and found in order. */
  fine: z.array(z.string()),
  totalFen: FenField,
  timeline: z.array(z.object({ at: Instant, text: z.string(), photos: z.array(PhotoView) })),
})
export type ProgressView = z.infer<typeof ProgressView>

export const progress = endpoint({
  method: 'GET',
  path: '/api/me/workorders/:workorderId/progress',
  summary: "One of the owner's visits, as it goes.",
  access: 'customer',
  params: z.object({ workorderId: Id }),
  response: ProgressView,
  errors: ['workorder.not_found'],
})
