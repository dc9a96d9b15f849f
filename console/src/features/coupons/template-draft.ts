import { coupon } from '@pitlane/contract'

type Fields = coupon.TemplateFields
type BenefitKind = coupon.Benefit['kind']

/** A template as it stands in the fields: amounts in fen and counts are null while they are empty. */
export interface TemplateDraft {
  readonly name: string
  readonly type: coupon.CouponType
  readonly benefitKind: BenefitKind
  readonly amountFen: number | null
  readonly thresholdFen: number | null
  readonly percent: number | null
  readonly capFen: number | null
  readonly serviceId: string | null
  readonly item: string
  readonly scope: coupon.CouponScope
  readonly stack: coupon.CouponStack
  readonly window: coupon.CouponWindow
  readonly validityKind: coupon.CouponValidity['kind']
  readonly from: string | null
  readonly to: string | null
  readonly startsAfterDays: number | null
  readonly days: number | null
  readonly isGiftable: boolean
  readonly needsBooking: boolean
  readonly refundPolicy: coupon.RefundPolicy
  /** Both ends empty: cars of any age. */
  readonly ageFrom: number | null
  readonly ageTo: number | null
  readonly terms: string
  readonly fundedBy: Fields['fundedBy']
  readonly storeIds: readonly string[]
  readonly times: number | null
  readonly stockTotal: number | null
  readonly perCustomerLimit: number | null
  readonly perVehicleLimit: number | null
  readonly dailyLimit: number | null
  readonly budgetFen: number | null
}

/** What a type gives, where it is not left to choose. */
const benefitOf: Partial<Record<coupon.CouponType, BenefitKind>> = {
  ...{ cash: 'cash', full_cut: 'full_cut', discount: 'discount', service: 'service', times: 'service', gift: 'gift' },
}

/** Whether the type leaves open what it gives. */
export const isFree = (type: coupon.CouponType): boolean => benefitOf[type] === undefined

/** Another type brings what it gives, and only a card has several coupons. */
export const withType = (draft: TemplateDraft, type: coupon.CouponType): Partial<TemplateDraft> => ({
  type,
  benefitKind: benefitOf[type] ?? draft.benefitKind,
  times: type === 'times' ? draft.times : 1,
})

const blank: TemplateDraft = {
  ...{ name: '', type: 'cash', benefitKind: 'cash', amountFen: null, thresholdFen: 0, percent: null, capFen: null },
  ...{ serviceId: null, item: '' },
  scope: {
    kinds: [],
    serviceIds: [],
    categories: [],
    exceptServiceIds: [],
    exceptCategories: [],
    fuels: [],
    series: [],
    customers: [],
  },
  ...{ stack: { group: null, with: [], isAlone: false }, window: { weekdays: [], hours: null, blackout: [] } },
  ...{ validityKind: 'relative', from: null, to: null, startsAfterDays: 0, days: 60 },
  ...{ ageFrom: null, ageTo: null },
  ...{
    isGiftable: false,
    needsBooking: false,
    refundPolicy: 'return',
    terms: '',
    fundedBy: 'store',
    storeIds: [],
    times: 1,
  },
  ...{ stockTotal: null, perCustomerLimit: 1, perVehicleLimit: null, dailyLimit: null, budgetFen: null },
}

export function draftOfTemplate(fields: Fields | undefined, storeId: string): TemplateDraft {
  if (!fields) return { ...blank, storeIds: [storeId] }
  const { benefit, validity, ...same } = fields
  const { kind: benefitKind, ...given } = benefit
  const { kind: validityKind, ...span } = validity
  const { ageYears } = fields.scope
  const ages = { ageFrom: ageYears?.from ?? null, ageTo: ageYears?.to ?? null }
  return { ...blank, ...same, ...ages, benefitKind, ...given, validityKind, ...span }
}

function benefitOfDraft(draft: TemplateDraft): unknown {
  const { amountFen, thresholdFen, percent, capFen, serviceId, item, benefitKind: kind } = draft
  if (kind === 'cash' || kind === 'full_cut') return { kind, amountFen, thresholdFen: thresholdFen ?? 0 }
  if (kind === 'discount') return { kind, percent, capFen }
  if (kind === 'service') return { kind, serviceId }
  return { kind, item }
}

const validityOfDraft = ({ validityKind: kind, from, to, startsAfterDays, days }: TemplateDraft): unknown =>
  kind === 'fixed' ? { kind, from, to } : { kind, startsAfterDays, days }

function scopeOfDraft({ scope: { ageYears: _before, ...scope }, ageFrom, ageTo }: TemplateDraft): coupon.CouponScope {
  const isAny = ageFrom === null && ageTo === null
  return isAny ? scope : { ...scope, ageYears: { from: ageFrom ?? 0, to: ageTo } }
}

/** What the API is told; undefined while something is missing or does not go together. */
export function fieldsOfDraft(draft: TemplateDraft): Fields | undefined {
  const { stack, window, isGiftable, needsBooking, refundPolicy, terms, fundedBy, storeIds, ...rest } = draft
  const { name, type, times, stockTotal, perCustomerLimit, perVehicleLimit, dailyLimit, budgetFen } = rest
  const read = coupon.TemplateFields.safeParse({
    ...{
      name,
      type,
      benefit: benefitOfDraft(draft),
      validity: validityOfDraft(draft),
      scope: scopeOfDraft(draft),
      stack,
      window,
    },
    ...{ isGiftable, needsBooking, refundPolicy, terms, fundedBy, storeIds, times },
    ...{ stockTotal, perCustomerLimit, perVehicleLimit, dailyLimit, budgetFen },
  })
  return read.success ? read.data : undefined
}
