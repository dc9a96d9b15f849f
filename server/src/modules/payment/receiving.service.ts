import { settlement as contract, type Body } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { isRepeat, requireReachableWorkorder, type Workorder } from '../workorder'
import { canPayBy, dueOf, partsOf } from './computing'
import { enter, finishIfPaid, noteMoney } from './entering.service'
import { findEntries, findOpenOrder } from './settlement.queries'
import { agree, assertSeen, changeSettlement, holdSettlement, type Held } from './settling.service'

type Order = Body<typeof contract.receive>

/**
 * Money that was taken at the desk. Coupons are locked with the first part and used with the last. What an open payment in WeChat
 * holds cannot be taken twice. Throws `settlement.changed`, `settlement.wrong_state`, `settlement.method_unfit`,
 * `settlement.nothing_due`, `settlement.too_much`, `settlement.coupon_unfit`.
 */
export async function receive(app: App, by: StaffActor, workorderId: string, order: Order): Promise<Workorder> {
  const reached = await requireReachableWorkorder(app, by, 'settlement.receive', workorderId)
  await app.db.tx(async (tx) => {
    const held = await holdSettlement(app, tx, workorderId)
    const { requestId, version } = order
    if (await isRepeat(app, tx, { workorderId, requestId, command: 'receive' })) return
    assertSeen(held.settlement, version)
    if (!canPayBy(order.payer, order.method)) throw new AppError('settlement.method_unfit')
    const settlement = await agree(app, held, by)
    await take(app, { ...held, settlement }, by, order)
  })
  return reached
}

async function take(app: App, held: Held, by: StaffActor, { payer, method, amountFen, note, requestId }: Order) {
  const { tx, workorder, settlement } = held
  await assertDue(held, payer, amountFen)
  const cause = `request:${requestId}`
  const entry = { kind: 'receipt', payer, method, amountFen, refundOf: null, cause, note } as const
  if (amountFen > 0) {
    await enter(app, tx, settlement, entry, by)
    await noteMoney(app, tx, workorder, by, { what: `收款（${contract.receiptMethods[method]}）`, fen: amountFen })
  }
  const done = await finishIfPaid(app, held, by)
  if (done.state === 'agreed') await changeSettlement(tx, settlement, {})
}

/** Nothing but what is due may be taken; a bill of 0 is settled by taking 0. */
async function assertDue({ tx, settlement }: Held, payer: contract.Payer, amountFen: number): Promise<void> {
  if (!settlement.agreed) throw new AppError('settlement.wrong_state')
  const parts = partsOf(settlement.agreed, await findEntries(tx, settlement.id))
  const held = payer === 'owner' ? ((await findOpenOrder(tx, settlement.id))?.amountFen ?? 0) : 0
  const due = dueOf(parts, payer) - held
  const isFree = amountFen === 0 && parts.every(({ dueFen }) => dueFen <= 0)
  if (isFree) return
  if (due <= 0 || amountFen === 0) throw new AppError('settlement.nothing_due')
  if (amountFen > due) throw new AppError('settlement.too_much')
}
