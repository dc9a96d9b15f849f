import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { MoneyEntry, PayOrder, PayRefund, Settlement } from './payment.entity'

/** The settlement of a work order that counts: the latest, unless it was reversed. */
export async function findSettlement(db: Reader, workorderId: string): Promise<Settlement | undefined> {
  const [latest] = await db.find(Settlement, { where: { workorderId }, order: { ordinal: 'DESC' }, take: 1 })
  return latest?.state === 'reversed' ? undefined : latest
}

export const findEntries = (db: Reader, settlementId: string): Promise<MoneyEntry[]> =>
  db.find(MoneyEntry, { where: { settlementId }, order: { at: 'ASC', id: 'ASC' } })

/** Refunds of these receipts that have not ended. */
export const findPendingRefunds = (db: Reader, receiptIds: readonly string[]): Promise<PayRefund[]> =>
  receiptIds.length === 0
    ? Promise.resolve([])
    : db.find(PayRefund, { where: { receiptId: In([...receiptIds]), state: 'asked' }, order: { createdAt: 'ASC' } })

export const findOpenOrder = (db: Reader, settlementId: string): Promise<PayOrder | undefined> =>
  db.findOne(PayOrder, { openKey: settlementId })

/** Throws `settlement.not_found`. */
export async function requireEntry(db: Reader, id: string): Promise<MoneyEntry> {
  const entry = await db.findOne(MoneyEntry, { id })
  if (!entry) throw new AppError('settlement.not_found')
  return entry
}

/** Throws `settlement.not_found`. */
export async function requireSettlement(db: Reader, id: string): Promise<Settlement> {
  const settlement = await db.findOne(Settlement, { id })
  if (!settlement) throw new AppError('settlement.not_found')
  return settlement
}
