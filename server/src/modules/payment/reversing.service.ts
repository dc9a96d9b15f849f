import type { Body, settlement as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { isRepeat, requireReachableWorkorder, unsettleVisit, type Workorder } from '../workorder'
import { refundableFen } from './computing'
import { takeCouponsBack } from './couponing.service'
import type { MoneyEntry } from './payment.entity'
import { giveBack } from './refunding.service'
import { findEntries, findPendingRefunds } from './settlement.queries'
import { assertSeen, changeSettlement, holdSettlement, type Held } from './settling.service'

type Order = Body<typeof contract.reverse>

/**
 * 反结算 before the car has left: every receipt goes back as far as it has not, coupons return, and the visit waits to be settled
 * anew. The reversed settlement and its ledger stay as they are. Throws `settlement.wrong_state`, `settlement.own_receipt`.
 */
export async function reverse(app: App, by: StaffActor, workorderId: string, order: Order): Promise<Workorder> {
  const reached = await requireReachableWorkorder(app, by, 'settlement.reverse', workorderId)
  await app.db.tx(async (tx) => {
    const held = await holdSettlement(app, tx, workorderId)
    if (await isRepeat(app, tx, { workorderId, requestId: order.requestId, command: 'reverse' })) return
    assertSeen(held.settlement, order.version)
    if (held.settlement.state !== 'paid' || held.workorder.state !== 'settled')
      throw new AppError('settlement.wrong_state')
    await undo(app, held, by, order)
  })
  return reached
}

async function undo(app: App, { tx, workorder, settlement }: Held, by: StaffActor, { reason, requestId }: Order) {
  const entries = await findEntries(tx, settlement.id)
  const receipts = entries.filter(({ kind }) => kind === 'receipt')
  const pending = await findPendingRefunds(
    tx,
    receipts.map(({ id }) => id),
  )
  for (const receipt of receipts) {
    const amountFen = refundableFen(receipt, entries, pending)
    if (amountFen > 0)
      await giveBack(app, tx, receipt satisfies MoneyEntry, by, {
        amountFen,
        reason,
        requestId,
        goods: {},
        via: 'original',
      })
  }
  await takeCouponsBack(app, tx, settlement, by)
  const at = app.clock.now()
  await changeSettlement(tx, settlement, { state: 'reversed', reversedAt: at, reversedBy: by.staffId, reason })
  await unsettleVisit(app, tx, workorder, by, reason)
  await audit(tx, at, {
    ...{ actor: by, action: 'settlement.reverse', subject: { type: 'settlement', id: settlement.id } },
    ...{ storeId: settlement.storeId, reason, requestId, before: { state: 'paid' }, after: { state: 'reversed' } },
  })
}
