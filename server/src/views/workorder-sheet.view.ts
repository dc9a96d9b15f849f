import { workorder as contract } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import { revealContact } from '../modules/customer'
import { requireStore } from '../modules/store'
import { findVehicles } from '../modules/vehicle'
import { requireReachableWorkorder } from '../modules/workorder'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import type { Workorder } from '../modules/workorder/workorder.entity'
import { detailOf, readingOf } from './workorder-detail.view'

/** On paper the law wants the owner and the car in full; only who settles or hands over gets them. */
async function inFull(
  app: App,
  { id, customerId, vehicleId, storeId }: Workorder,
  actor: StaffActor,
  requestId: string,
) {
  const look = { actor, subject: { type: 'workorder', id }, storeId, reason: '结算清单', requestId }
  const { name, phone } = await revealContact(app, customerId, look)
  const [vehicle] = await findVehicles(app.db.read, app.vault, [vehicleId])
  return { customerName: name ?? '', phone, vin: vehicle?.vin ?? null }
}

export const workorderSheetRoutes = [
  bind(contract.sheet, async (app, { actor, params, request }) => {
    const order = await requireReachableWorkorder(app, actor, 'workorder.read', params.workorderId)
    const reading = await readingOf(app, actor, order.storeId)
    const detail = await detailOf(app, order, reading)
    const store = await requireStore(app.db.read, order.storeId)
    const { name, address, phone, creditCode, timeZone } = store
    const dayOf = (at: Date | null): string | null => (at ? toLocal(at, timeZone).day : null)
    return {
      detail: reading.isPriced ? { ...detail, ...(await inFull(app, order, actor, request.id)) } : detail,
      store: { name, address, phone, creditCode },
      ...{ sentOn: dayOf(order.arrivedAt), leftOn: dayOf(order.deliveredAt), mileageIn: order.mileageKm },
      mileageOut: detail.handover?.mileageKm ?? null,
      warranty: { days: store.warrantyDays, km: store.warrantyKm },
    }
  }),
]
