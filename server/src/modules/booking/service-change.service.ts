import type { Body, resources, services as contract, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { scopeTo } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { addService, requireServiceDetail, saveService } from '../catalog'
import { findStores, placeOf, type Store } from '../store'
import { affectedByService } from './impact.queries'
import { announceDays, requireSeen, type Asking } from './resource-change.service'

/** A service is shared: whoever writes it must reach every store that offers it, or will. Throws `store.not_found`. */
async function storesWithin(app: App, { actor }: Asking, storeIds: readonly string[]): Promise<Store[]> {
  const wanted = [...new Set(storeIds)]
  const stores = await findStores(app.db.read, wanted)
  if (stores.length < wanted.length) throw new AppError('store.not_found')
  stores.forEach((store) => scopeTo(actor, 'catalog.manage', placeOf(store)))
  return stores
}

async function storesOf(app: App, asking: Asking, serviceId: string, fields: contract.ServiceFields): Promise<Store[]> {
  const { storeIds } = await requireServiceDetail(app.db.read, serviceId)
  return storesWithin(app, asking, [...storeIds, ...fields.storeIds])
}

async function serviceImpact(
  db: Reader,
  app: App,
  stores: readonly Store[],
  serviceId: string,
  { version, service }: Body<typeof contract.save>,
) {
  const before = await requireServiceDetail(db, serviceId)
  if (before.version !== version) throw new AppError('catalog.service_changed')
  const found: resources.AffectedBooking[] = []
  for (const store of stores) {
    const sight = { db, vault: app.vault, store, now: app.clock.now() }
    found.push(...(await affectedByService(sight, { before, after: service })))
  }
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.minute - b.minute)
}

/** Which bookings to come a change of a service would touch. Writes nothing. */
export async function previewService(
  app: App,
  asking: Asking,
  serviceId: string,
  body: Body<typeof contract.preview>,
): Promise<View<typeof contract.preview>> {
  const stores = await storesOf(app, asking, serviceId, body.service)
  return { affected: await serviceImpact(app.db.read, app, stores, serviceId, body) }
}

const unlessTaken = (e: unknown): never => {
  throw isDuplicate(e, 'uk_service_code|service.code') ? new AppError('catalog.service_code_taken') : e
}

/** Changes a service in every store that offers it, or retires it. Refuses like `saveChange`. */
export async function putService(
  app: App,
  asking: Asking,
  serviceId: string,
  body: Body<typeof contract.save>,
): Promise<View<typeof contract.save>> {
  const stores = await storesOf(app, asking, serviceId, body.service)
  const now = app.clock.now()
  return app.db
    .tx(async (tx) => {
      const affected = await serviceImpact(tx, app, stores, serviceId, body)
      requireSeen(affected, body.affectedSeen)
      await saveService(tx, { ...asking, now }, serviceId, body.version, body.service)
      stores.forEach((store) => announceDays(tx, store, now))
      return { version: body.version + 1, affected }
    })
    .catch(unlessTaken)
}

/** Adds a service and says which stores offer it. Throws `catalog.service_code_taken`. */
export async function createService(
  app: App,
  asking: Asking,
  fields: contract.ServiceFields,
): Promise<View<typeof contract.add>> {
  const stores = await storesWithin(app, asking, fields.storeIds)
  const now = app.clock.now()
  const id = await app.db
    .tx(async (tx) => {
      stores.forEach((store) => announceDays(tx, store, now))
      return addService(tx, { ...asking, now }, fields)
    })
    .catch(unlessTaken)
  return { id, version: 1 }
}
