import * as z from 'zod/mini'
import { FuelField, ServiceCategory } from './catalog'
import { DayField, FenField, freeText, Id, Instant, MinuteField } from './fields'

/** What a coupon is given for. What it does is its benefit. */
export const couponTypes = {
  cash: '代金券',
  full_cut: '满减券',
  discount: '折扣券',
  service: '项目券',
  times: '次卡',
  birthday: '生日券',
  comp: '补偿券',
  offpeak: '错峰券',
  gift: '礼品券',
  referral: '转介绍券',
} as const
export const CouponType = z.enum([
  ...(['cash', 'full_cut', 'discount', 'service', 'times'] as const),
  ...(['birthday', 'comp', 'offpeak', 'gift', 'referral'] as const),
])
export type CouponType = keyof typeof couponTypes

export const couponStates = {
  issued: '已发放',
  claimed: '已领取',
  locked: '待支付',
  used: '已使用',
  returned: '已退回',
  expired: '已过期',
  voided: '已作废',
} as const
export const CouponState = z.enum(['issued', 'claimed', 'locked', 'used', 'returned', 'expired', 'voided'])
export type CouponState = keyof typeof couponStates

const Amount = FenField.check(z.minimum(1), z.maximum(10_000_000))
const Threshold = FenField.check(z.minimum(0), z.maximum(100_000_000))

export const Benefit = z.discriminatedUnion('kind', [
  /** An amount, without change. */
  z.object({ kind: z.literal('cash'), amountFen: Amount, thresholdFen: z._default(Threshold, 0) }),
  z.object({ kind: z.literal('full_cut'), amountFen: Amount, thresholdFen: Threshold.check(z.minimum(1)) }),
  /** `percent` of the price remains to be paid: 85 is 8.5 折. At most `capFen` is taken off. */
  z.object({
    kind: z.literal('discount'),
    percent: z.int().check(z.minimum(1), z.maximum(99)),
    capFen: Amount,
  }),
  /** One job of this service, and its material where the scope reaches material. */
  z.object({ kind: z.literal('service'), serviceId: Id }),
  /** A thing that is handed over; takes nothing off. */
  z.object({ kind: z.literal('gift'), item: freeText(30).check(z.minLength(1)) }),
])
export type Benefit = z.infer<typeof Benefit>

const areOnce = (list: readonly (string | number)[]): boolean => new Set(list).size === list.length
const Ids = (max: number) => z.array(Id).check(z.maxLength(max), z.refine(areOnce, { error: 'twice' }))
const Categories = z.array(ServiceCategory).check(z.maxLength(6), z.refine(areOnce, { error: 'twice' }))

/** How a customer stands with the group on the day of the bill. */
export const couponCustomers = { new: '新客户', regular: '常客户', lapsed: '流失客户' } as const
const CouponCustomer = z.enum(['new', 'regular', 'lapsed'])
export type CouponCustomer = z.infer<typeof CouponCustomer>

const Years = z.int().check(z.minimum(0), z.maximum(30))

/** Lines of a bill, cars and customers that a coupon may be used on. An empty list excludes nothing. */
export const CouponScope = z.object({
  kinds: z.array(z.enum(['labour', 'material'])).check(z.maxLength(2), z.refine(areOnce, { error: 'twice' })),
  serviceIds: Ids(50),
  categories: Categories,
  exceptServiceIds: Ids(50),
  exceptCategories: Categories,
  fuels: z.array(FuelField).check(z.maxLength(6), z.refine(areOnce, { error: 'twice' })),
  /** Cars whose brand and model begin so: `大众 帕萨特`. */
  series: z.array(freeText(50).check(z.minLength(1))).check(z.maxLength(20), z.refine(areOnce, { error: 'twice' })),
  /** Age of the car by the model year of its VIN, both ends included; `to` is null for no end. */
  ageYears: z.optional(
    z
      .object({ from: Years, to: z.nullable(Years) })
      .check(z.refine(({ from, to }) => to === null || from <= to, { error: 'order' })),
  ),
  customers: z.array(CouponCustomer).check(z.maxLength(3), z.refine(areOnce, { error: 'twice' })),
})
export type CouponScope = z.infer<typeof CouponScope>

const GroupName = freeText(20).check(z.minLength(1))
/**
 * What a coupon goes with. Without words of its own: one of 满减 and 折扣, one 代金券, any 项目券. Two of one group never meet;
 * two whose groups name each other always do.
 */
export const CouponStack = z.object({
  group: z.nullable(GroupName),
  with: z.array(GroupName).check(z.maxLength(10)),
  isAlone: z.boolean(),
})
export type CouponStack = z.infer<typeof CouponStack>

/** When it may be used: days of the week (0 is Sunday, none named: all), hours of the day, and days when it may not. */
export const CouponWindow = z.object({
  weekdays: z
    .array(z.int().check(z.minimum(0), z.maximum(6)))
    .check(z.maxLength(7), z.refine(areOnce, { error: 'twice' })),
  hours: z.nullable(
    z.object({ from: MinuteField, to: MinuteField }).check(z.refine(({ from, to }) => from < to, { error: 'order' })),
  ),
  blackout: z.array(DayField).check(z.maxLength(60)),
})
export type CouponWindow = z.infer<typeof CouponWindow>

/** Both ends of `fixed` are included. `relative` ends with the last moment of day `days`, where day 0 is the first. */
export const CouponValidity = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('fixed'), from: DayField, to: DayField })
    .check(z.refine(({ from, to }) => from <= to, { error: 'order' })),
  z.object({
    kind: z.literal('relative'),
    startsAfterDays: z.int().check(z.minimum(0), z.maximum(365)),
    days: z.int().check(z.minimum(0), z.maximum(1095)),
  }),
])
export type CouponValidity = z.infer<typeof CouponValidity>

/**
 * What becomes of a coupon when money goes back. `return`: it comes back when the bill is reversed, and when the store’s fault takes its
 * threshold away; `share`: when the bill is reversed only; `void`: never.
 */
export const refundPolicies = {
  return: '可退回',
  share: '仅整单反结算时退回',
  void: '不退回',
} as const
export const RefundPolicy = z.enum(['return', 'share', 'void'])
export type RefundPolicy = z.infer<typeof RefundPolicy>

const benefitsOf: Partial<Record<CouponType, Benefit['kind']>> = {
  ...{ cash: 'cash', full_cut: 'full_cut', discount: 'discount', service: 'service', times: 'service', gift: 'gift' },
}
const Count = (max: number) => z.int().check(z.minimum(1), z.maximum(max))

/** Everything that can be said of a template. */
export const TemplateFields = z
  .object({
    name: freeText(20).check(z.minLength(1)),
    type: CouponType,
    benefit: Benefit,
    scope: CouponScope,
    stack: CouponStack,
    window: CouponWindow,
    validity: CouponValidity,
    isGiftable: z.boolean(),
    /** Only for visits that were booked. */
    needsBooking: z.boolean(),
    refundPolicy: RefundPolicy,
    terms: freeText(500),
    fundedBy: z.enum(['store', 'group', 'oem']),
    storeIds: Ids(200).check(z.minLength(1)),
    /** Coupons of one card. */
    times: Count(20),
    /** Null: no limit. A card counts once. */
    stockTotal: z.nullable(Count(1_000_000)),
    perCustomerLimit: Count(99),
    perVehicleLimit: z.nullable(Count(99)),
    dailyLimit: z.nullable(Count(100_000)),
    budgetFen: z.nullable(FenField.check(z.minimum(1), z.maximum(100_000_000_000))),
  })
  .check(
    z.refine(({ type, benefit }) => (benefitsOf[type] ?? benefit.kind) === benefit.kind, { error: 'benefit' }),
    z.refine(({ type, times }) => type === 'times' || times === 1, { error: 'times' }),
    z.refine(({ type, window }) => type !== 'offpeak' || window.weekdays.length > 0 || window.hours !== null, {
      error: 'window',
    }),
  )
export type TemplateFields = z.infer<typeof TemplateFields>

/** A coupon as its owner sees it. */
export const CouponView = z.object({
  id: Id,
  name: z.string(),
  type: CouponType,
  /** `满¥500减¥80` */
  says: z.string(),
  /** Where and when it may be used, a sentence each. */
  limits: z.array(z.string()),
  terms: z.string(),
  state: CouponState,
  /** False while it cannot be used yet. */
  hasBegun: z.boolean(),
  isEndingSoon: z.boolean(),
  validFrom: Instant,
  validUntil: Instant,
  isGiftable: z.boolean(),
  usedAt: z.nullable(Instant),
})
export type CouponView = z.infer<typeof CouponView>
