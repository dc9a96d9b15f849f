import { IsNull, Not } from 'typeorm'
import type { Reader } from '../../platform/database'
import { Workorder } from './workorder.entity'

/** Cars of a store that are done and wait to be paid for, the longest first. */
export const findReadyWorkorders = (db: Reader, storeId: string): Promise<Workorder[]> =>
  db.find(Workorder, { where: { storeId, state: 'ready' }, order: { readyAt: 'ASC', id: 'ASC' } })

/** When this customer last had a visit that came to its end, before this one; null for none. */
export async function lastVisitAt(db: Reader, { id, customerId }: Workorder): Promise<Date | null> {
  const where = { id: Not(id), customerId, deliveredAt: Not(IsNull()) }
  const [last] = await db.find(Workorder, { where, order: { deliveredAt: 'DESC' }, take: 1 })
  return last?.deliveredAt ?? null
}

/** True where neither this customer nor this car had a visit that came to its end: only then is a friend new (DOMAIN §6.8). */
export async function isFirstVisit(db: Reader, { id, customerId, vehicleId }: Workorder): Promise<boolean> {
  const before = { id: Not(id), deliveredAt: Not(IsNull()) }
  const [one] = await db.find(Workorder, {
    where: [
      { customerId, ...before },
      { vehicleId, ...before },
    ],
    take: 1,
  })
  return one === undefined
}
