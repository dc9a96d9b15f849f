import type { settlement as contract } from '@pitlane/contract'
import type { Reader } from '../../platform/database'
import { TillClose, type MoneyEntry } from './payment.entity'
import { sumsOf } from './till'

const CLOSES = 30

/** The day closes of a store, latest first. */
const findCloses = (db: Reader, storeId: string): Promise<TillClose[]> =>
  db.find(TillClose, { where: { storeId }, order: { untilAt: 'DESC', id: 'DESC' }, take: CLOSES })

/** By left join: a close says by ids what it counted, because clocks cannot say what was written while it was read. */
const UNCOUNTED = `select m.id as id, m.method as method, m.amount_fen as amountFen
  from money_entry m left join till_close_entry c on c.entry_id = m.id
  where m.store_id = ? and c.entry_id is null`

/** What was taken and no close has counted yet, by way of paying, with the ids of the entries. */
export async function readTill(db: Reader, storeId: string) {
  const closes = await findCloses(db, storeId)
  const rows = await db.rows<Pick<MoneyEntry, 'id' | 'method' | 'amountFen'>>(UNCOUNTED, [storeId])
  const entries = rows.map((row) => ({ ...row, amountFen: Number(row.amountFen) }))
  const sums = sumsOf(entries)
  return { closes, fromAt: closes[0]?.untilAt ?? null, entries, sums, expectedCashFen: cashOf(sums) }
}

const cashOf = (sums: readonly { method: contract.ReceiptMethod; inFen: number; outFen: number }[]): number =>
  sums.filter(({ method }) => method === 'cash').reduce((total, { inFen, outFen }) => total + inFen - outFen, 0)
