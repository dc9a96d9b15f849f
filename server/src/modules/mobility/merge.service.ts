import type { Tx } from '../../platform/database'
import { survivorOf } from '../customer'
import { Loaner, Trip } from './mobility.entity'

/** Two customers turned out to be one: trips and loaners follow. */
export async function adoptOrders(tx: Tx, from: string, to: string): Promise<void> {
  const customerId = await survivorOf(tx, to)
  await tx.update(Trip, { customerId: from }, { customerId })
  await tx.update(Loaner, { customerId: from }, { customerId })
}
