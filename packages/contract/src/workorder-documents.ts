import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Instant, Version } from './fields'
import { limits, PhotoView } from './files'
import { CarZone, ConsentMethod, DamageKind, DashLight, INSPECTION_PHOTOS } from './workorder-words'

const params = z.object({ workorderId: Id })
const seen = { version: Version, requestId: z.uuid() }
/** What the writer sees at once; whoever looks at the page hears of it by the live channel. */
export const Standing = z.object({ id: Id, state: z.string(), version: Version })

const Damage = z.object({ zone: CarZone, kind: DamageKind, note: freeText(60) })

const sheet = {
  mileageKm: z.int().check(z.minimum(0), z.maximum(2_000_000)),
  /** Fuel, or charge of the battery. */
  energyPercent: z.int().check(z.minimum(0), z.maximum(100)),
  damages: z.array(Damage).check(z.maxLength(30)),
  dashLights: z.array(DashLight),
  valuables: freeText(200),
  note: freeText(300),
}

/** 环检单 */
export const InspectionView = z.object({
  ...sheet,
  photos: z.array(PhotoView),
  /** Why the mileage is below what was read before, where it is. */
  mileageReason: z.nullable(z.string()),
  signature: z.nullable(PhotoView),
  /** Why there is none: the car was left without anybody (无接触交车). */
  unsignedReason: z.nullable(z.string()),
  signedAt: z.nullable(Instant),
  byName: z.string(),
  /** Later remarks; a signed sheet is never changed. */
  addenda: z.array(z.object({ note: z.string(), byName: z.string(), at: Instant })),
})
export type InspectionView = z.infer<typeof InspectionView>

export const inspect = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/inspection',
  summary:
    'The walk around the car (环检), signed by its owner or with the reason why not. Cannot be changed afterwards.',
  access: { staff: 'workorder.inspect' },
  params,
  body: z.object({
    ...seen,
    ...sheet,
    mileageReason: z.optional(freeText(60)),
    photoIds: z.array(Id).check(z.minLength(INSPECTION_PHOTOS), z.maxLength(limits.photos)),
    /** A photo file with the owner's signature. */
    signatureId: z.optional(Id),
    unsignedReason: z.optional(freeText(60)),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.changed',
    'workorder.wrong_state',
    'workorder.mileage_lower',
    'workorder.signature_missing',
    'files.not_found',
    'files.too_many',
  ],
})

export const addendum = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/inspection-addenda',
  summary: 'A later remark on a signed inspection.',
  access: { staff: 'workorder.inspect' },
  params,
  body: z.object({ ...seen, note: freeText(300).check(z.minLength(2)) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state'],
})

/** Labour and material apart, as the law asks (DOMAIN §2.10). */
export const QuoteLine = z.object({
  /** Material belongs to the labour line of this place, counted from 0; of labour its own place. */
  kind: z.enum(['labour', 'material']),
  name: freeText(60).check(z.minLength(1)),
  serviceId: z.nullable(Id),
  /** 配件编码 */
  partCode: z.nullable(freeText(40)),
  /** Hundredths: 150 is one and a half hours, or litres. */
  quantityCenti: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  unit: z.enum(['小时', '件', '升', '套', '次']),
  unitFen: FenField.check(z.minimum(0), z.maximum(100_000_000)),
  /** Of labour: minutes of work that are planned. */
  minutes: z.nullable(z.int().check(z.minimum(0), z.maximum(6000))),
  /** The labour line that a material is for, by its place in the list; null for labour. */
  of: z.nullable(z.int().check(z.minimum(0))),
})
export type QuoteLine = z.infer<typeof QuoteLine>

/** What a line costs: quantity × price, rounded half away from zero to a fen, so that a line and its removal make nothing. */
export const lineFen = ({ quantityCenti, unitFen }: Pick<QuoteLine, 'quantityCenti' | 'unitFen'>): number =>
  Math.sign(unitFen) * Math.floor((quantityCenti * Math.abs(unitFen) + 50) / 100)

/** 报价单. A new version replaces the one before until the owner has agreed. */
export const QuoteView = z.object({
  version: z.int(),
  lines: z.array(z.extend(QuoteLine, { amountFen: FenField })),
  labourFen: FenField,
  materialFen: FenField,
  totalFen: FenField,
  /** Latest by. */
  promisedAt: z.nullable(Instant),
  note: z.string(),
  sentAt: z.nullable(Instant),
  authorisedAt: z.nullable(Instant),
  method: z.nullable(ConsentMethod),
  /** SHA-256 of what was agreed to, hexadecimal. */
  snapshotHash: z.nullable(z.string()),
})
export type QuoteView = z.infer<typeof QuoteView>

export const saveQuote = endpoint({
  method: 'PUT',
  path: '/api/workorders/:workorderId/quote',
  summary: 'Writes the quote, before it has been agreed to. `send` tells the owner.',
  access: { staff: 'workorder.quote' },
  params,
  body: z.object({
    ...seen,
    lines: z.array(QuoteLine).check(z.minLength(1), z.maxLength(60)),
    promisedAt: Instant,
    note: freeText(200),
    send: z.boolean(),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.changed',
    'workorder.wrong_state',
    'workorder.no_labour',
    'workorder.line_orphan',
    'workorder.promise_too_early',
    'workorder.rework_undecided',
  ],
})

export const authorise = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/authorisation',
  summary: 'Staff note that the owner agreed on paper or by a recorded call.',
  access: { staff: 'workorder.quote' },
  params,
  body: z.object({
    ...seen,
    quoteVersion: z.int(),
    method: z.enum(['signature', 'call']),
    /** The photo of the signature, or who called when. */
    signatureId: z.optional(Id),
    note: freeText(100),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.changed',
    'workorder.wrong_state',
    'workorder.quote_changed',
    'workorder.signature_missing',
    'files.not_found',
  ],
})

export const ownerAuthorise = endpoint({
  method: 'POST',
  path: '/api/me/workorders/:workorderId/authorisation',
  summary: 'The owner agrees to the quote as it was shown.',
  access: 'customer',
  params,
  body: z.object({ requestId: z.uuid(), quoteVersion: z.int(), snapshotHash: z.string() }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.wrong_state', 'workorder.quote_changed'],
})

export const handOver = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/handover',
  summary: 'Keys and car go back to the owner.',
  access: { staff: 'workorder.handover' },
  params,
  body: z.object({
    ...seen,
    mileageKm: sheet.mileageKm,
    /** 旧件 */
    oldParts: z.enum(['customer', 'store', 'none']),
    nextHint: freeText(100),
  }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state', 'workorder.mileage_lower'],
})

export const cancel = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/cancellation',
  summary: 'Ends a work order before anything chargeable was begun.',
  access: { staff: 'workorder.quote' },
  params,
  body: z.object({ ...seen, reason: freeText(100).check(z.minLength(2)) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state'],
})
