import { randomUUID } from 'node:crypto'
import { couponDesk, type coupon } from '@pitlane/contract'
import type { BillLine } from '../../server/src/modules/coupon'
import type { TestApp } from './app'
import { given } from './given'

type Fields = coupon.TemplateFields

/** ¥50 off whatever is done, for thirty days, one for each customer. */
export const fieldsOf = (storeIds: string[], over: Partial<Fields> = {}): Fields => ({
  ...{ name: '回店礼', type: 'cash', benefit: { kind: 'cash', amountFen: 5000, thresholdFen: 0 } },
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
    validity: { kind: 'relative', startsAfterDays: 0, days: 30 },
    isGiftable: false,
    needsBooking: false,
    refundPolicy: 'return',
    terms: '',
    fundedBy: 'store',
  },
  ...{ storeIds, times: 1, stockTotal: null, perCustomerLimit: 1, perVehicleLimit: null, dailyLimit: null },
  ...{ budgetFen: 1_000_000, ...over },
})

export const lineOf = (id: string, amountFen: number, over: Partial<BillLine> = {}): BillLine => ({
  ...{ id, kind: 'labour', serviceId: null, category: null, amountFen, ...over },
})

/** A store with a manager, an advisor and a cashier, and an owner with a car. */
export async function couponScene(t: TestApp) {
  const g = given(t)
  const store = await g.store()
  const manager = await g.staff('svc_mgr', 'store', store.id)
  const advisor = await g.staff('advisor', 'store', store.id)
  const cashier = await g.staff('cashier', 'store', store.id)
  const owner = await g.driver()

  const draft = (over: Partial<Fields> = {}) =>
    t.ok(
      couponDesk.createTemplate,
      { body: { requestId: randomUUID(), fields: fieldsOf([store.id], over) } },
      manager.token,
    )
  const active = async (over: Partial<Fields> = {}) => {
    const { id, version } = await draft(over)
    await t.ok(couponDesk.activate, { params: { templateId: id }, body: { version } }, manager.token)
    return id
  }
  const order = (templateId: string, to: string, over: { requestId?: string; vehicleId?: string | null } = {}) => ({
    params: { templateId },
    body: {
      ...{ requestId: randomUUID(), storeId: store.id, customerId: to, vehicleId: null, reason: '致歉', ...over },
    },
  })
  const issued = async (templateId: string, to = owner.customerId, over: { vehicleId?: string | null } = {}) => {
    const { couponIds } = await t.ok(couponDesk.issue, order(templateId, to, over), advisor.token)
    return couponIds[0]!
  }
  const statsOf = async (templateId: string) => {
    const token = await g.freshToken({ kind: 'staff', id: manager.staffId })
    return (await t.ok(couponDesk.template, { params: { templateId } }, token)).stats
  }
  const couponOf = async (over: Partial<Fields> = {}) => issued(await active(over))

  const billAt = (bill: readonly BillLine[], who = owner) => ({
    ...{ customerId: who.customerId, vehicleId: who.vehicleId, storeId: store.id, bill, at: t.clock.now() },
    visit: { customer: 'regular' as const, isBooked: true, modelYear: null },
  })
  return { g, store, manager, advisor, cashier, owner, draft, active, order, issued, statsOf, couponOf, billAt }
}
