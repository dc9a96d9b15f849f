import { randomUUID } from 'node:crypto'
import { booking } from '@pitlane/contract'
import { StorePolicy } from '../../server/src/modules/store/store.entity'
import type { TestApp } from './app'
import { TUESDAY } from './booking-scene'
import { given } from './given'

/** A store with one bay and one technician, a service, its manager, the group's admin, and an owner with a car. */
export async function managedScene(t: TestApp) {
  const store = await given(t).store()
  const service = await given(t).service(store.id)
  const manager = await given(t).staff('svc_mgr', 'store', store.id)
  const admin = await given(t).staff('group_admin', 'group', store.groupId)
  const driver = await given(t).driver()
  const ids = { storeId: store.id, serviceId: service.id }
  return { store, service, manager, admin, driver, ids, params: { storeId: store.id } }
}

/** Takes a store back to the policy that nobody has changed. */
export const forgetPolicy = (t: TestApp, storeId: string) =>
  t.world.app.db.tx((tx) => tx.delete(StorePolicy, { storeId }))

interface Wish {
  readonly ids: { readonly storeId: string; readonly serviceId: string }
  readonly driver: { readonly vehicleId: string; readonly token: string }
}

/** A call that books one service on Tuesday; a new intent each time. */
export const wishAt = ({ ids, driver }: Wish, minute: number) => {
  const { storeId, serviceId } = ids
  const wish = { requestId: randomUUID(), storeId, serviceIds: [serviceId], vehicleId: driver.vehicleId }
  return { body: { ...wish, day: TUESDAY, minute } }
}

/** Books one service, Tuesday from 10:00 unless the test says otherwise. */
export const bookAt = (t: TestApp, scene: Wish, minute = 600) =>
  t.ok(booking.place, wishAt(scene, minute), scene.driver.token)

/** Cars that can still start at a time of day. */
export async function freeAt(t: TestApp, { storeId, serviceId }: Wish['ids'], minute: number, day = TUESDAY) {
  const { slots } = await t.ok(booking.slots, { query: { storeId, serviceIds: serviceId, day } })
  return slots.find((slot) => slot.minute === minute)?.free ?? 0
}
