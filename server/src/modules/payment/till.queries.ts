import type { settlement as contract } from '@pitlane/contract'
import { MoreThan } from 'typeorm'
import type { Reader } from '../../platform/database'
import { MoneyEntry, TillClose } from './payment.entity'
import { sumsOf } from './till'

const CLOSES = 30

/** The day closes of a store, latest first. */
export const findCloses = (db: Reader, storeId: string): Promise<TillClose[]> =>
  db.find(TillClose, { where: { storeId }, order: { untilAt: 'DESC', id: 'DESC' }, take: CLOSES })

/** What was taken since the last close, by way of paying. */
export async function readTill(db: Reader, storeId: string) {
  const closes = await findCloses(db, storeId)
  const fromAt = closes[0]?.untilAt ?? null
  const where = fromAt ? { storeId, at: MoreThan(fromAt) } : { storeId }
  const sums = sumsOf(await db.find(MoneyEntry, { where }))
  return { closes, fromAt, sums, expectedCashFen: cashOf(sums) }
}

const cashOf = (sums: readonly { method: contract.ReceiptMethod; inFen: number; outFen: number }[]): number =>
  sums.filter(({ method }) => method === 'cash').reduce((total, { inFen, outFen }) => total + inFen - outFen, 0)
