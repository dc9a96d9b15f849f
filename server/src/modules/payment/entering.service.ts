import { AppError, formatFen, type AuditActor } from '@pitlane/kernel'
import { settlement as contract } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { rewardReferral } from '../coupon'
import { addTodo } from '../store'
import { isFirstVisit, noteOnWorkorder, settleVisit, type Workorder } from '../workorder'
import { isSettled, partsOf, type Agreed, type CouponShare } from './computing'
import { redeem } from './couponing.service'
import { MoneyEntry, type Settlement } from './payment.entity'
import { findEntries } from './settlement.queries'
import { changeSettlement, type Held } from './settling.service'

export type NewEntry = Pick<MoneyEntry, 'kind' | 'payer' | 'method' | 'amountFen' | 'refundOf' | 'cause' | 'note'> &
  Partial<Pick<MoneyEntry, 'goods'>>

/** Whoever gave the money or noted it; null is WeChat. */
const staffOf = (by: AuditActor): string | null => (by.kind === 'staff' ? by.staffId : null)

/**
 * Adds to the ledger, once for each cause, in the transaction of what causes it. True where it is new. Once everybody has paid
 * their part the visit is settled.
 */
export async function enter(
  app: App,
  tx: Tx,
  settlement: Settlement,
  entry: NewEntry,
  by: AuditActor,
): Promise<boolean> {
  if (await tx.findOne(MoneyEntry, { cause: entry.cause })) return false
  const { id: settlementId, workorderId, storeId } = settlement
  const row = {
    id: newId(),
    settlementId,
    workorderId,
    storeId,
    goods: null,
    ...entry,
    byId: staffOf(by),
    at: app.clock.now(),
  }
  await tx.insert(MoneyEntry, row)
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: `settlement.${entry.kind}`, subject: { type: 'settlement', id: settlementId }, storeId },
    after: { method: entry.method, payer: entry.payer, amountFen: entry.amountFen, cause: entry.cause },
  })
  return true
}

/**
 * Everything is paid: coupons are used up, whoever invited the owner is rewarded, and the visit is settled. Else it stays as it is.
 * Throws `settlement.coupon_unfit` where people can still choose others, and `coupon.own_hands`.
 */
export async function finishIfPaid(app: App, { tx, workorder, settlement }: Held, by: AuditActor): Promise<Settlement> {
  const { agreed, state } = settlement
  if (!agreed || state !== 'agreed') return settlement
  const entries = await findEntries(tx, settlement.id)
  if (!isSettled(partsOf(agreed, entries))) return settlement
  await useUp(app, tx, settlement, by)
  const { customerId, id: ref } = settlement
  await rewardReferral(tx, { customerId, ref, at: app.clock.now(), isNew: await isFirstVisit(tx, workorder) })
  const paid = await changeSettlement(tx, settlement, { state: 'paid', paidAt: app.clock.now() })
  await settleVisit(app, tx, workorder, by, sayPaid(agreed, entries))
  return paid
}

/** Money that came from WeChat is there, whatever became of a coupon meanwhile: then somebody of the store has to look at it. */
async function useUp(app: App, tx: Tx, settlement: Settlement, by: AuditActor): Promise<void> {
  const gone = await redeem(app, tx, settlement, by)
  const [first] = gone
  if (!first) return
  if (by.kind !== 'system') throw new AppError('settlement.coupon_unfit', { couponId: first.id })
  await addTodo(tx, app.clock.now(), settlement.storeId, {
    ...{ kind: 'payment', dedupe: `coupons:${settlement.id}`, subjectId: settlement.workorderId },
    title: '付款时锁定的卡券已被用于另一张结算单',
    body: `客户已付清，但${gone.map(sayCoupon).join('')}没有核销。请核对两张结算单，由门店决定如何处理。`,
  })
}

const sayCoupon = ({ name }: CouponShare): string => `「${name}」`

function sayPaid(
  { coupons }: Agreed,
  entries: readonly MoneyEntry[],
): { readonly staff: string; readonly owner: string } {
  const ways = [...new Set(entries.map(({ method }) => contract.receiptMethods[method]))]
  const used = coupons.map(sayCoupon).join('')
  const how = [ways.join('、'), used ? `使用卡券${used}` : ''].filter(Boolean).join('，')
  return { staff: `已结清${how ? `：${how}` : ''}`, owner: '已结清，感谢您的信任' }
}

/** A line of the timeline about money; staff without prices read no amount. */
export const noteMoney = (
  app: App,
  tx: Tx,
  workorder: Workorder,
  by: AuditActor,
  said: { what: string; fen: number },
) =>
  noteOnWorkorder(app, tx, workorder.id, {
    ...{ kind: 'money', by, staff: said.what, owner: `${said.what} ${formatFen(Math.abs(said.fen))}` },
  })
