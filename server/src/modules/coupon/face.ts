import type { coupon as contract } from '@pitlane/contract'
import type { Face } from './bill'
import { sayBenefit, sayLimits } from './explaining'

/** What coupons of these fields say, in data and in words. `nameOf` names a service. */
export function makeFace(fields: contract.TemplateFields, nameOf: (serviceId: string) => string): Face {
  const {
    name,
    type,
    benefit,
    scope,
    stack,
    window,
    isGiftable,
    terms,
    fundedBy,
    storeIds,
    needsBooking,
    refundPolicy,
  } = fields
  return {
    ...{ name, type, benefit, scope, stack, window, isGiftable, terms, fundedBy, storeIds, needsBooking, refundPolicy },
    ...{ says: sayBenefit(benefit, nameOf), limits: sayLimits(fields, nameOf) },
  }
}
