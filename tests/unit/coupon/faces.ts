import type { coupon as contract } from '@pitlane/contract'
import type { BillLine, Candidate, Face } from '../../../server/src/modules/coupon/bill'

const openScope: contract.CouponScope = {
  ...{
    kinds: [],
    serviceIds: [],
    categories: [],
    exceptServiceIds: [],
    exceptCategories: [],
    fuels: [],
    series: [],
    customers: [],
  },
}

export type FaceOver = Partial<Omit<Face, 'scope' | 'stack' | 'window'>> & {
  scope?: Partial<Face['scope']>
  stack?: Partial<Face['stack']>
  window?: Partial<Face['window']>
}

export const STORE = 'store-1'

export const face = (benefit: contract.Benefit, over: FaceOver = {}): Face => ({
  ...{
    name: '券',
    type: 'cash',
    isGiftable: false,
    needsBooking: false,
    refundPolicy: 'return',
    terms: '',
    fundedBy: 'store',
    storeIds: [STORE],
  },
  ...{ says: '', limits: [], benefit, ...over },
  scope: { ...openScope, ...over.scope },
  stack: { group: null, with: [], isAlone: false, ...over.stack },
  window: { weekdays: [], hours: null, blackout: [], ...over.window },
})

export const candidate = (
  id: string,
  benefit: contract.Benefit,
  over: FaceOver = {},
  rest: Partial<Candidate> = {},
): Candidate => ({
  ...{ id, templateId: `template-${id}`, templateVersion: 1, vehicleId: null, face: face(benefit, over) },
  ...{ validFrom: new Date('2026-01-01T00:00:00Z'), validUntil: new Date('2027-01-01T00:00:00Z'), ...rest },
})

export const cash = (amountFen: number, thresholdFen = 0): contract.Benefit => ({
  kind: 'cash',
  amountFen,
  thresholdFen,
})
export const fullCut = (thresholdFen: number, amountFen: number): contract.Benefit => ({
  ...{ kind: 'full_cut', thresholdFen, amountFen },
})
export const discount = (percent: number, capFen: number): contract.Benefit => ({ kind: 'discount', percent, capFen })
export const service = (serviceId: string): contract.Benefit => ({ kind: 'service', serviceId })

export const line = (id: string, amountFen: number, over: Partial<BillLine> = {}): BillLine => ({
  ...{ id, kind: 'labour', serviceId: null, category: null, amountFen, ...over },
})
