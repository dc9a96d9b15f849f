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

/** What is printed, as the log of who looked at personal data says it. */
const papers = { settlement: '结算清单', inspection: '接车环检单' } as const

interface Print {
  readonly actor: StaffActor
  readonly requestId: string
  readonly paper: keyof typeof papers
}

/** The law wants owner and car in full on paper (DOMAIN §2.10); what the look was for is logged first. */
async function inFull(app: App, order: Workorder, { actor, requestId, paper }: Print) {
  const { id, customerId, vehicleId, storeId } = order
  const look = { actor, subject: { type: 'workorder', id }, storeId, reason: papers[paper], requestId }
  const { name, phone } = await revealContact(app, customerId, look)
  const [vehicle] = await findVehicles(app.db.read, app.vault, [vehicleId])
  return { customerName: name ?? '', phone, vin: vehicle?.vin ?? null }
}

/**
 * One rule for every sheet: who may see prices (advisor, cashier, manager) prints owner, phone and VIN in full; who works on the car
 * prints the name and the VIN masked, and no phone.
 */
async function printed(app: App, order: Workorder, print: Print): Promise<contract.WorkorderDetail> {
  const reading = await readingOf(app, print.actor, order.storeId)
  const detail = await detailOf(app, order, reading)
  return reading.isPriced ? { ...detail, ...(await inFull(app, order, print)) } : detail
}

export const workorderSheetRoutes = [
  bind(contract.sheet, async (app, { actor, params, request }) => {
    const order = await requireReachableWorkorder(app, actor, 'workorder.read', params.workorderId)
    const detail = await printed(app, order, { actor, requestId: request.id, paper: 'settlement' })
    const { name, address, phone, creditCode, timeZone, ...store } = await requireStore(app.db.read, order.storeId)
    const dayOf = (at: Date | null): string | null => (at ? toLocal(at, timeZone).day : null)
    return {
      ...{ detail, store: { name, address, phone, creditCode } },
      ...{ sentOn: dayOf(order.arrivedAt), leftOn: dayOf(order.deliveredAt), mileageIn: order.mileageKm },
      mileageOut: detail.handover?.mileageKm ?? null,
      warranty: { days: store.warrantyDays, km: store.warrantyKm },
    }
  }),
  bind(contract.inspectionSheet, async (app, { actor, params, request }) => {
    const order = await requireReachableWorkorder(app, actor, 'workorder.read', params.workorderId)
    return { detail: await printed(app, order, { actor, requestId: request.id, paper: 'inspection' }) }
  }),
]
