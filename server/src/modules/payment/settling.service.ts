import { AppError, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { lockWorkorder, type Workorder } from '../workorder'
import { agreedOf } from './computing'
import { chooseCoupons } from './coupon-choice.queries'
import { freeCoupons, holdCoupons } from './couponing.service'
import { Settlement } from './payment.entity'
import { findEntries, findOpenOrder, findSettlement } from './settlement.queries'
import { pricedLines } from './standing.queries'

type Patch = Partial<Omit<Settlement, 'id' | 'workorderId' | 'version'>>

/** What a command to a settlement holds: the work order is locked, so that commands follow one another. */
export interface Held {
  readonly tx: Tx
  readonly workorder: Workorder
  readonly settlement: Settlement
}

/** The settlement behind the lock of its work order, made where there is none. */
export async function holdSettlement(app: App, tx: Tx, workorderId: string): Promise<Held> {
  const workorder = await lockWorkorder(app, tx, workorderId)
  const known = await findSettlement(tx, workorderId)
  return { tx, workorder, settlement: known ?? (await open(app, tx, workorder)) }
}

async function open(
  app: App,
  tx: Tx,
  { id: workorderId, storeId, customerId, vehicleId }: Workorder,
): Promise<Settlement> {
  const settlement: Settlement = {
    ...{ id: newId(), workorderId, storeId, customerId, vehicleId, state: 'open', version: 1 },
    ordinal: (await tx.count(Settlement, { workorderId })) + 1,
    ...{ discounts: {}, payers: {}, couponIds: null, agreed: null, discountedBy: null, createdAt: app.clock.now() },
    ...{ agreedAt: null, paidAt: null, reversedAt: null, reversedBy: null, reason: null },
  }
  await tx.insert(Settlement, settlement)
  return settlement
}

/** Throws `settlement.changed` where the writer saw another version; 0 stands for a settlement that was not kept yet. */
export function assertSeen({ version }: Settlement, seen: number): void {
  const isFirst = seen === 0 && version === 1
  if (!isFirst && version !== seen) throw new AppError('settlement.changed')
}

export async function changeSettlement(tx: Tx, settlement: Settlement, patch: Patch): Promise<Settlement> {
  const { id, version } = settlement
  const set = { ...patch, version: version + 1 }
  if ((await tx.update(Settlement, { id, version }, set)) === 0) throw new AppError('settlement.changed')
  return { ...settlement, ...set }
}

/**
 * Money comes: what is to be paid is written down with its coupons locked, and nothing changes it any more. A settlement that was
 * agreed stays as it is. Throws `settlement.wrong_state` before the car is ready, and `settlement.coupon_unfit`.
 */
export async function agree(
  app: App,
  held: Held,
  by: AuditActor,
  wanted?: readonly string[] | null,
): Promise<Settlement> {
  const { tx, workorder, settlement } = held
  if (settlement.state === 'agreed') return settlement
  if (settlement.state !== 'open' || workorder.state !== 'ready') throw new AppError('settlement.wrong_state')
  const couponIds = wanted === undefined ? settlement.couponIds : wanted
  const lines = await pricedLines(tx, workorder.id, settlement)
  const terms = { lines, wanted: couponIds, lockRef: settlement.id }
  const choice = await chooseCoupons(app, tx, workorder, terms)
  await holdCoupons(tx, settlement, choice, by)
  const agreed = agreedOf(lines, choice.coupons)
  return changeSettlement(tx, settlement, { state: 'agreed', agreed, couponIds, agreedAt: app.clock.now() })
}

/** Nobody has paid and nobody is paying: coupons are free again, and it is computed anew. */
export async function reopenUnpaid(app: App, tx: Tx, settlement: Settlement, by: AuditActor): Promise<Settlement> {
  if (settlement.state !== 'agreed') return settlement
  const isTouched = (await findEntries(tx, settlement.id)).length > 0 || (await findOpenOrder(tx, settlement.id))
  if (isTouched) return settlement
  await freeCoupons(app, tx, settlement, by)
  return changeSettlement(tx, settlement, { state: 'open', agreed: null, agreedAt: null })
}
