import { identity, settlement, type cashier, type couponDesk, type Permission, type View } from '@pitlane/contract'
import type { FakeApi } from './api'
import { rowId, staff, STORE } from './people'
import { detail, quote, serve, soon } from './workorders'

type Settlement = settlement.SettlementView

const line = (n: number, over: Partial<Settlement['lines'][number]> = {}): Settlement['lines'][number] => ({
  ...{ key: `quote:${n}`, kind: 'labour', name: `项目 ${n}`, amountFen: 30_000, discountFen: 0, couponFen: 0 },
  ...{ payableFen: 30_000, returnedFen: 0, payer: 'owner', ...over },
})

/** Labour of 300 and material of 360, of which a coupon pays 60; one coupon is left out. */
export const bill = (over: Partial<Settlement> = {}): Settlement => ({
  ...{ workorderId: rowId(1), version: 3, state: 'open' },
  lines: [
    line(1, { name: '小保养' }),
    line(2, { name: '机油', kind: 'material', amountFen: 36_000, couponFen: 6_000, payableFen: 30_000 }),
  ],
  coupons: [{ id: rowId(301), name: '满减券', valueFen: 6_000, text: '满¥300减¥60，本单优惠¥60' }],
  losers: [{ id: rowId(302), name: '工时九折', reason: '不能与满减券同用' }],
  ...{ isBest: true, totalFen: 66_000, discountFen: 0, couponFen: 6_000 },
  parts: [{ payer: 'owner', payableFen: 60_000, paidFen: 0, dueFen: 60_000 }],
  ...{ receipts: [], pendingRefunds: [], openOrder: null, invoice: null, may: ['save', 'receive'], ...over },
})

export const receipt = (over: Partial<Settlement['receipts'][number]> = {}): Settlement['receipts'][number] => ({
  ...{
    id: rowId(401),
    kind: 'receipt',
    payer: 'owner',
    method: 'cash',
    amountFen: 60_000,
    at: soon(-10),
    byName: '周敏',
    note: '',
  },
  ...{ refundOf: null, refundableFen: 60_000, ...over },
})

/** What the server holds of the first work order; a test may change it at any time. */
export function serveBill(api: FakeApi, kept: { bill: Settlement }, held?: readonly Permission[]): void {
  serve(api, { orders: [detail({ state: 'ready', quote: quote() })] }, held)
  api.on(settlement.read, () => kept.bill)
}

export const till = (over: Partial<View<typeof cashier.till>> = {}): View<typeof cashier.till> => ({
  ...{ fromAt: null, sums: [{ method: 'cash', count: 2, inFen: 50_000, outFen: 10_000 }], expectedCashFen: 40_000 },
  waiting: [{ workorderId: rowId(1), number: 'WO00000001', plate: '沪A12341', customerName: '张*', dueFen: 60_000 }],
  ...{ closes: [], ...over },
})

export const tillClose = (over: Partial<View<typeof cashier.closeTill>> = {}): View<typeof cashier.closeTill> => ({
  ...{ id: rowId(501), fromAt: null, untilAt: soon(0), byName: '周敏', countedFen: 39_500, differenceFen: -500 },
  ...{ sums: till().sums, note: '找零少收', ...over },
})

export const template = (over: Partial<couponDesk.TemplateView> = {}): couponDesk.TemplateView => ({
  ...{ id: rowId(601), version: 2, state: 'active', says: '抵¥50', limits: ['仅限工时'], stockLeft: 12 },
  approval: { state: 'none', reason: null, at: null },
  fields: {
    ...{ name: '老客回店礼', type: 'cash', benefit: { kind: 'cash', amountFen: 5_000, thresholdFen: 0 } },
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
    ...{
      validity: { kind: 'relative', startsAfterDays: 0, days: 60 },
      isGiftable: true,
      needsBooking: false,
      refundPolicy: 'return',
      terms: '',
    },
    ...{ fundedBy: 'store', storeIds: [STORE], times: 1, stockTotal: 20, perCustomerLimit: 1 },
    ...{ perVehicleLimit: null, dailyLimit: null, budgetFen: 100_000 },
  },
  stats: {
    ...{ issued: 8, claimed: 7, used: 3, expired: 1, voided: 0, outstanding: 4, liabilityFen: 20_000 },
    ...{ spentFen: 15_000, budgetUsedPercent: 85, isBudgetLow: true, flagged: 0 },
  },
  ...over,
})

export const logInAs = (api: FakeApi, held?: readonly Permission[]): void => {
  api.on(identity.staffMe, () => staff(held))
}
