import { addDays, AppError, type Day, type StaffActor } from '@pitlane/kernel'
import { And, In, IsNull, LessThan, MoreThanOrEqual, Not } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { newId } from '../../platform/id'
import { toInstant, toLocal } from '../../platform/local-time'
import type { BillLine, PayPort } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'
import { compare, type Booked } from './comparing'
import { PayOrder, PayRefund, ReconciliationDay, ReconciliationDifference } from './payment.entity'

/** Bills of WeChat Pay are by the day of Shanghai, ready at 10:00 of the day after. */
const ZONE = 'Asia/Shanghai'
const READY_MINUTE = 600
/** Days that are looked back for bills that were not compared yet. */
const LOOK_BACK = 7

/** Compares every day of the last week that was not compared yet; bills that are not ready come another time. */
export async function reconcile(app: App): Promise<void> {
  const { pay } = app.ports
  if (!pay) return
  const now = toLocal(app.clock.now(), ZONE)
  const last = addDays(now.day, now.minute >= READY_MINUTE ? -1 : -2)
  const days = Array.from({ length: LOOK_BACK }, (_, i) => addDays(last, i + 1 - LOOK_BACK))
  const known = await app.db.read.find(ReconciliationDay, { where: { day: In(days) } })
  for (const day of days.filter((one) => !known.some((row) => row.day === one)))
    await compareDay(app, day, await billOf(pay, day))
}

/** Undefined while WeChat has not made it. */
async function billOf(pay: PayPort, day: Day): Promise<readonly BillLine[] | undefined> {
  try {
    return await pay.tradeBill(day)
  } catch (e) {
    if (e instanceof VendorError && e.reason === 'not_ready') return undefined
    throw e
  }
}

async function compareDay(app: App, day: Day, bill: readonly BillLine[] | undefined): Promise<void> {
  if (!bill) return
  const booked = await bookedOn(app.db.read, day, bill)
  const differences = compare(booked, bill)
  const refunds = bill.filter(({ kind }) => kind === 'refund').length
  await app.db.tx(async (tx) => {
    if (await tx.findOne(ReconciliationDay, { day })) return
    await tx.insert(ReconciliationDay, { day, comparedAt: app.clock.now(), payments: bill.length - refunds, refunds })
    const open = { resolvedNote: null, resolvedBy: null, resolvedAt: null }
    await tx.insert(
      ReconciliationDifference,
      differences.map((one) => ({ id: newId(), day, ...one, ...open })),
    )
  })
}

/** What our books have on that day, and what they have of the numbers in the bill, whenever that was. */
async function bookedOn(db: Reader, day: Day, bill: readonly BillLine[]): Promise<Booked[]> {
  const [from, to] = [toInstant(day, 0, ZONE), toInstant(addDays(day, 1), 0, ZONE)]
  const within = And(MoreThanOrEqual(from), LessThan(to))
  const paid = bill.flatMap(({ kind, outTradeNo }) => (kind === 'payment' ? outTradeNo : []))
  const orders = await db.find(PayOrder, { where: [{ paidAt: within }, { number: In(paid) }] })
  const numbers = bill.flatMap(({ outRefundNo }) => outRefundNo ?? [])
  const refunds = await db.find(PayRefund, {
    where: [{ createdAt: within, doneAt: Not(IsNull()) }, { number: In(numbers) }],
  })
  return [
    ...orders.map(({ number, amountFen, state }) => ({ number, isRefund: false, amountFen, isDone: state === 'paid' })),
    ...refunds.map(({ number, amountFen, state }) => ({ number, isRefund: true, amountFen, isDone: state === 'done' })),
  ]
}

/** Somebody found out what a difference was. Throws `settlement.not_found`. */
export async function resolve(app: App, by: StaffActor, id: string, note: string): Promise<ReconciliationDifference> {
  return app.db.tx(async (tx) => {
    const set = { resolvedNote: note, resolvedBy: by.staffId, resolvedAt: app.clock.now() }
    if ((await tx.update(ReconciliationDifference, { id }, set)) === 0) throw new AppError('settlement.not_found')
    const found = await tx.findOne(ReconciliationDifference, { id })
    if (!found) throw new AppError('settlement.not_found')
    return found
  })
}
