import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { In } from 'typeorm'
import { passCustomerGate, survivorOf } from '../customer'
import { planMerge, type Mergeable } from './merging'
import { Vehicle, VehicleHold } from './vehicle.entity'
import { listRows } from './vehicle.queries'

async function mergeableCars(tx: Tx, customerId: string): Promise<Mergeable[]> {
  const rows = await listRows(tx, customerId)
  const holds = await tx.find(VehicleHold, { where: { vehicleId: In(rows.map((row) => row.id)) } })
  const held = new Set(holds.map((hold) => hold.vehicleId))
  return rows.map(({ id, plateHash, vinHash, defaultKey }) => ({
    ...{ id, plateHash, vinHash, isDefault: defaultKey !== null, isHeld: held.has(id) },
  }))
}

/**
 * Moves the cars of a customer who was merged into another, removed ones too: their history goes along. A garage may hold
 * more than twenty cars after that. A repeat finds nothing to move.
 */
export async function adoptVehicles(app: App, tx: Tx, merge: { from: string; to: string }): Promise<void> {
  const now = app.clock.now()
  const { from } = merge
  // By the time this runs the survivor may have been merged as well.
  const to = await survivorOf(tx, merge.to)
  await passCustomerGate(tx, to)
  const arriving = await mergeableCars(tx, from)
  const { removed, demoted } = planMerge(await mergeableCars(tx, to), arriving)
  const gone = { liveId: null, defaultKey: null, removedAt: now, updatedAt: now }
  if (removed.length > 0) await tx.update(Vehicle, { id: In([...removed]) }, gone)
  if (demoted.length > 0) await tx.update(Vehicle, { id: In([...demoted]) }, { defaultKey: null })
  await tx.update(Vehicle, { defaultKey: from }, { defaultKey: to })
  const moved = await tx.update(Vehicle, { customerId: from }, { customerId: to, updatedAt: now })
  if (moved === 0) return
  const [first] = await listRows(tx, to)
  if (first?.defaultKey === null) await tx.update(Vehicle, { id: first.id }, { defaultKey: to })
  await audit(tx, now, {
    ...{ actor: { kind: 'system', name: 'vehicle' }, action: 'vehicle.adopt', subject: { type: 'customer', id: to } },
    ...{ before: { customerId: from }, after: { moved, removed, demoted } },
  })
}
