import type { coupon as contract } from '@pitlane/contract'
import type { Fen } from '@pitlane/kernel'

/** One line of a bill, after line discounts and before coupons. */
export interface BillLine {
  readonly id: string
  readonly kind: 'labour' | 'material'
  readonly serviceId: string | null
  /** Category of the service. */
  readonly category: string | null
  readonly amountFen: Fen
}

/** What a coupon says, settled when it is issued. */
export interface Face extends Pick<
  contract.TemplateFields,
  | 'name'
  | 'type'
  | 'benefit'
  | 'scope'
  | 'stack'
  | 'window'
  | 'isGiftable'
  | 'needsBooking'
  | 'refundPolicy'
  | 'terms'
  | 'fundedBy'
  | 'storeIds'
> {
  /** `满¥500减¥80` */
  readonly says: string
  /** Where and when it may be used, a sentence each. */
  readonly limits: readonly string[]
}

/** A coupon as far as a bill is concerned. */
export interface Candidate {
  readonly id: string
  readonly templateId: string
  readonly templateVersion: number
  readonly vehicleId: string | null
  readonly face: Face
  readonly validFrom: Date
  readonly validUntil: Date
}

/** A line while coupons are taken off it. */
export interface OpenLine extends BillLine {
  readonly leftFen: Fen
}

const allows = (list: readonly string[], value: string | null): boolean =>
  list.length === 0 || (value !== null && list.includes(value))

const excludes = (list: readonly string[], value: string | null): boolean => value !== null && list.includes(value)

/** True for a line that a coupon with this scope may be used on. */
export const isEligible = (line: BillLine, { scope, benefit }: Pick<Face, 'scope' | 'benefit'>): boolean =>
  (scope.kinds.length === 0 || scope.kinds.includes(line.kind)) &&
  allows(scope.serviceIds, line.serviceId) &&
  allows(scope.categories, line.category) &&
  !excludes(scope.exceptServiceIds, line.serviceId) &&
  !excludes(scope.exceptCategories, line.category) &&
  (benefit.kind !== 'service' || line.serviceId === benefit.serviceId)

export const sumOf = (amounts: readonly Fen[]): Fen => amounts.reduce((sum, fen) => sum + fen, 0)
