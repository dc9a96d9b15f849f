import * as z from 'zod/mini'
import { CouponState, CouponType, CouponView, TemplateFields } from './coupon-face'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Instant, Nothing, Version } from './fields'

const templateParams = z.object({ templateId: Id })
const Reason = freeText(100).check(z.minLength(1))

export const templateStates = { draft: '草稿', active: '发放中', stopped: '已停发' } as const
const TemplateState = z.enum(['draft', 'active', 'stopped'])

export const approvalStates = { none: '无需审批', waiting: '待审批', approved: '已批准', refused: '已驳回' } as const
const ApprovalState = z.enum(['none', 'waiting', 'approved', 'refused'])

/** Coupons of a template by what became of them: issued = used + expired + voided + outstanding. */
const TemplateStats = z.object({
  issued: z.int(),
  claimed: z.int(),
  used: z.int(),
  expired: z.int(),
  voided: z.int(),
  outstanding: z.int(),
  /** What outstanding coupons may cost at most. */
  liabilityFen: FenField,
  spentFen: FenField,
  /** Of the budget, spent and promised; null without a budget. */
  budgetUsedPercent: z.nullable(z.int()),
  /** From 80 % on. */
  isBudgetLow: z.boolean(),
  /** Uses that somebody should look at. */
  flagged: z.int(),
})
export type TemplateStats = z.infer<typeof TemplateStats>

export const TemplateView = z.object({
  id: Id,
  version: z.int(),
  state: TemplateState,
  fields: TemplateFields,
  says: z.string(),
  limits: z.array(z.string()),
  stockLeft: z.nullable(z.int()),
  /** Whether a second person has to agree before it is issued, and what was said of this version. */
  approval: z.object({ state: ApprovalState, reason: z.nullable(z.string()), at: z.nullable(Instant) }),
  stats: TemplateStats,
})
export type TemplateView = z.infer<typeof TemplateView>

export const templates = endpoint({
  method: 'GET',
  path: '/api/coupon-templates',
  summary: 'Templates of a store, newest first, with their numbers.',
  access: { staff: 'coupon.read' },
  query: z.object({ storeId: Id }),
  response: z.object({ templates: z.array(TemplateView) }),
  errors: ['store.not_found'],
})

export const template = endpoint({
  method: 'GET',
  path: '/api/coupon-templates/:templateId',
  summary: 'One template with its numbers and its earlier versions.',
  access: { staff: 'coupon.read' },
  params: templateParams,
  response: z.object({
    ...TemplateView.shape,
    versions: z.array(z.object({ version: z.int(), at: Instant, name: z.string(), says: z.string() })),
  }),
  errors: ['coupon.template_not_found'],
})

const written = z.object({ id: Id, version: z.int() })
const fieldRefusals = ['store.not_found', 'catalog.service_not_found'] as const

export const createTemplate = endpoint({
  method: 'POST',
  path: '/api/coupon-templates',
  summary: 'Drafts a template for stores that the writer may manage coupons of, all of one group.',
  access: { staff: 'coupon.manage' },
  body: z.object({ requestId: z.uuid(), fields: TemplateFields }),
  response: written,
  errors: [...fieldRefusals, 'coupon.stores_of_groups'],
})

const changeRefusals = ['coupon.template_not_found', 'coupon.template_changed'] as const

export const editTemplate = endpoint({
  method: 'PUT',
  path: '/api/coupon-templates/:templateId',
  summary: 'Writes a new version of a template. Coupons that were issued keep what they say.',
  access: { staff: 'coupon.manage' },
  params: templateParams,
  body: z.object({ version: Version, fields: TemplateFields }),
  response: written,
  errors: [...fieldRefusals, ...changeRefusals, 'coupon.stores_of_groups', 'coupon.stock_too_low'],
})

const stateChange = {
  access: { staff: 'coupon.manage' },
  params: templateParams,
  body: z.object({ version: Version }),
  response: written,
} as const

export const activate = endpoint({
  method: 'POST',
  path: '/api/coupon-templates/:templateId/activation',
  summary: 'Lets a draft or stopped template issue coupons. Repeating it changes nothing.',
  ...stateChange,
  errors: [...changeRefusals, 'coupon.validity_over', 'coupon.needs_approval'],
})

export const decide = endpoint({
  method: 'POST',
  path: '/api/coupon-templates/:templateId/decision',
  summary:
    'A second person agrees to a template that may cost much, or does not. Nobody decides on what they wrote. Repeating it changes nothing.',
  access: { staff: 'coupon.approve' },
  params: templateParams,
  body: z
    .object({ version: Version, verdict: z.enum(['approved', 'refused']), reason: freeText(100) })
    .check(z.refine(({ verdict, reason }) => verdict === 'approved' || reason !== '', { error: 'reason' })),
  response: written,
  errors: [...changeRefusals, 'coupon.own_template', 'coupon.no_approval_due', 'coupon.already_decided'],
})

export const stop = endpoint({
  method: 'POST',
  path: '/api/coupon-templates/:templateId/stop',
  summary: 'Ends the issue of coupons. Those that are out stay good. Repeating it changes nothing.',
  ...stateChange,
  errors: [...changeRefusals],
})

const issueRefusals = [
  ...(['coupon.template_not_found', 'coupon.customer_not_found', 'vehicle.not_found', 'coupon.own_hands'] as const),
  ...(['coupon.not_active', 'coupon.sold_out', 'coupon.limit_reached', 'coupon.daily_limit_reached'] as const),
  ...(['coupon.budget_spent', 'coupon.validity_over'] as const),
] as const

export const issue = endpoint({
  method: 'POST',
  path: '/api/coupon-templates/:templateId/coupons',
  summary: 'Gives a customer a coupon, or a card of several. The same `requestId` again answers with the same ones.',
  access: { staff: 'coupon.issue' },
  params: templateParams,
  body: z.object({
    requestId: z.uuid(),
    storeId: Id,
    customerId: Id,
    /** Only for this car. */
    vehicleId: z.nullable(Id),
    reason: Reason,
  }),
  response: z.object({ couponIds: z.array(Id) }),
  errors: ['store.not_found', ...issueRefusals],
})

export const link = endpoint({
  method: 'POST',
  path: '/api/coupon-templates/:templateId/links',
  summary: 'Makes a link by which owners take a coupon themselves.',
  access: { staff: 'coupon.issue' },
  params: templateParams,
  body: z.object({ days: z.int().check(z.minimum(1), z.maximum(90)) }),
  response: z.object({ token: z.string(), until: Instant }),
  errors: ['coupon.template_not_found', 'coupon.not_active'],
})

/** A coupon as staff see it: its code masked. */
export const StaffCoupon = z.object({
  ...CouponView.shape,
  templateId: Id,
  maskedCode: z.string(),
  usedRef: z.nullable(z.string()),
})
export type StaffCoupon = z.infer<typeof StaffCoupon>

export const ofCustomer = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/customers/:customerId/coupons',
  summary: 'Coupons of a customer that are good in a store, newest first, with what happened to each.',
  access: { staff: 'coupon.read' },
  params: z.object({ storeId: Id, customerId: Id }),
  response: z.object({
    coupons: z.array(z.object({ ...StaffCoupon.shape, history: z.array(z.object({ at: Instant, what: z.string() })) })),
  }),
  errors: ['store.not_found'],
})

/** What a scanned code belongs to. It redeems nothing. */
const Checked = z.object({
  couponId: Id,
  customerId: Id,
  vehicleId: z.nullable(Id),
  name: z.string(),
  type: CouponType,
  says: z.string(),
  limits: z.array(z.string()),
  terms: z.string(),
  state: CouponState,
  validFrom: Instant,
  validUntil: Instant,
  /** Why it cannot be used in this store now; null when it can. */
  refusal: z.nullable(z.string()),
})
export type Checked = z.infer<typeof Checked>

export const checkQr = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/coupon-scans',
  summary: 'What a scanned QR code says, and whether the coupon can be used here now. It works on one device only.',
  access: { staff: 'coupon.redeem' },
  limit: { points: 60, seconds: 60, by: 'session' },
  params: z.object({ storeId: Id }),
  body: z.object({ payload: z.string().check(z.maxLength(200)) }),
  response: Checked,
  errors: ['store.not_found', 'coupon.qr_invalid', 'coupon.qr_over', 'coupon.qr_used'],
})

export const checkCode = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/coupon-codes',
  summary: 'What a typed 12-digit code belongs to. Five a minute on one device; twenty wrong ones lock until tomorrow.',
  access: { staff: 'coupon.redeem' },
  limit: { points: 5, seconds: 60, by: 'session' },
  params: z.object({ storeId: Id }),
  body: z.object({ code: z.string().check(z.maxLength(20)) }),
  response: Checked,
  errors: ['store.not_found', 'coupon.code_wrong', 'coupon.code_locked'],
})

export const voidCoupon = endpoint({
  method: 'POST',
  path: '/api/coupons/:couponId/voiding',
  summary: 'Ends a coupon that is not used, for a reason. Repeating it changes nothing.',
  access: { staff: 'coupon.manage' },
  params: z.object({ couponId: Id }),
  body: z.object({ reason: Reason }),
  response: Nothing,
  errors: ['coupon.not_found', 'coupon.not_usable'],
})

export const EmployeePhone = z.object({
  id: Id,
  staffId: Id,
  /** The last four digits. */
  phoneEnd: z.string(),
  note: z.string(),
})
export type EmployeePhone = z.infer<typeof EmployeePhone>

export const employeePhones = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/coupon-employees',
  summary: 'Phones of staff and their families whose coupons they may not handle themselves.',
  access: { staff: 'coupon.manage' },
  params: z.object({ storeId: Id }),
  response: z.object({ phones: z.array(EmployeePhone) }),
  errors: ['store.not_found'],
})

export const addEmployeePhone = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/coupon-employees',
  summary: 'Adds a phone of a member of staff or their family. Repeating it answers with the same entry.',
  access: { staff: 'coupon.manage' },
  params: z.object({ storeId: Id }),
  body: z.object({ staffId: Id, phone: z.string().check(z.maxLength(20)), note: freeText(30) }),
  response: EmployeePhone,
  errors: ['store.not_found', 'store.staff_not_here'],
})

export const removeEmployeePhone = endpoint({
  method: 'DELETE',
  path: '/api/stores/:storeId/coupon-employees/:entryId',
  summary: 'Takes a phone off the list. Repeating it changes nothing.',
  access: { staff: 'coupon.manage' },
  params: z.object({ storeId: Id, entryId: Id }),
  response: Nothing,
  errors: ['store.not_found'],
})
