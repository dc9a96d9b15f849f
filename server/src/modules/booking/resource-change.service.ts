import type { Body, resources, View } from '@pitlane/contract'
import { addDays, AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader, Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import { requireAnyService, saveService, storesOffering } from '../catalog'
import {
  claimResources,
  findStores,
  passGatesFrom,
  placeOf,
  readRoster,
  readVersionedPolicy,
  requireChangeable,
  requireStore,
  savePolicy,
  saveRosterChange,
  type Store,
} from '../store'
import { capacityNotices } from './announcing'
import { affectedByPolicy, affectedByRoster, affectedByService } from './impact.queries'
import { MAX_DAYS_AHEAD } from './slot.service'

type Affected = readonly resources.AffectedBooking[]

/** Who asks, and the number of the request for the audit log. */
export interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

/** Nobody saves blindly: the writer has seen exactly as many bookings as the change touches at this moment. */
function requireSeen(affected: Affected, seen: number): void {
  if (affected.length !== seen) throw new AppError('booking.impact_changed', { count: affected.length })
}

const todayOf = (store: Store, now: Date) => toLocal(now, store.timeZone).day

/** Free times of the days to come are to be counted anew, in every process. */
function announceDays(tx: Tx, store: Store, now: Date): void {
  const today = todayOf(store, now)
  tx.announce({ to: 'cache', cache: 'offers', key: store.id })
  for (let i = 0; i <= MAX_DAYS_AHEAD; i++) {
    capacityNotices(store.id, addDays(today, i)).forEach((notice) => tx.announce(notice))
  }
}

function tellChange(tx: Tx, store: Store, now: Date, affected: Affected): void {
  announceDays(tx, store, now)
  tx.emit({ type: 'store.resources_changed', storeId: store.id, bookingIds: affected.map(({ id }) => id) })
}

async function storeWithin(
  app: App,
  { actor }: Asking,
  permission: 'store.manage_resources' | 'store.manage_policy',
  storeId: string,
): Promise<Store> {
  const store = await requireStore(app.db.read, storeId)
  scopeTo(actor, permission, placeOf(store))
  return store
}

/** Which bookings a change of bays or people would touch. Refuses what saving would refuse, and writes nothing. */
export async function previewChange(
  app: App,
  asking: Asking,
  storeId: string,
  { version, change }: Body<typeof resources.previewChange>,
): Promise<View<typeof resources.previewChange>> {
  const store = await storeWithin(app, asking, 'store.manage_resources', storeId)
  const now = app.clock.now()
  if ((await readRoster(app.db.read, storeId)).version !== version) throw new AppError('store.roster_changed')
  await requireChangeable(app.db.read, storeId, todayOf(store, now), change)
  return { affected: await affectedByRoster({ db: app.db.read, vault: app.vault, store, now }, change) }
}

/**
 * Changes bays, technicians, certificates, shifts or leave, behind the gates of all days to come. Bookings stay as they
 * are: those that lose a seat are returned and named in `store.resources_changed`. Throws `booking.impact_changed` when
 * they are not as many as the writer has seen.
 */
export async function saveChange(
  app: App,
  asking: Asking,
  storeId: string,
  { version, affectedSeen, change }: Body<typeof resources.saveChange>,
): Promise<View<typeof resources.saveChange>> {
  const store = await storeWithin(app, asking, 'store.manage_resources', storeId)
  const now = app.clock.now()
  const today = todayOf(store, now)
  return app.db.tx(async (tx) => {
    await claimResources(tx, storeId, today, version)
    await requireChangeable(tx, storeId, today, change)
    const affected = await affectedByRoster({ db: tx, vault: app.vault, store, now }, change)
    requireSeen(affected, affectedSeen)
    const subjectId = await saveRosterChange(tx, { ...asking, storeId, now }, change)
    tellChange(tx, store, now, affected)
    return { version: version + 1, subjectId, affected }
  })
}

async function policyImpact(db: Reader, app: App, store: Store, now: Date, body: Body<typeof resources.savePolicy>) {
  const known = await readVersionedPolicy(db, store.id)
  if (known.version !== body.version) throw new AppError('store.policy_changed')
  return affectedByPolicy({ db, vault: app.vault, store, now }, [known.policy, body.policy])
}

/** Which bookings end later than a new policy allows. Writes nothing. */
export async function previewPolicy(
  app: App,
  asking: Asking,
  storeId: string,
  body: Body<typeof resources.previewPolicy>,
): Promise<View<typeof resources.previewPolicy>> {
  const store = await storeWithin(app, asking, 'store.manage_policy', storeId)
  return { affected: await policyImpact(app.db.read, app, store, app.clock.now(), body) }
}

/** Changes how a store spends its capacity, for bookings made from now on. Refuses like {@link saveChange}. */
export async function putPolicy(
  app: App,
  asking: Asking,
  storeId: string,
  body: Body<typeof resources.savePolicy>,
): Promise<View<typeof resources.savePolicy>> {
  const store = await storeWithin(app, asking, 'store.manage_policy', storeId)
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    await passGatesFrom(tx, storeId, todayOf(store, now))
    const affected = await policyImpact(tx, app, store, now, body)
    requireSeen(affected, body.affectedSeen)
    await savePolicy(tx, { ...asking, storeId, now }, body.version, body.policy)
    tellChange(tx, store, now, affected)
    return { version: body.version + 1, affected }
  })
}

/** A service is shared: whoever changes it must reach every store that offers it. */
async function storesWithin(app: App, { actor }: Asking, serviceId: string): Promise<Store[]> {
  const stores = await findStores(app.db.read, await storesOffering(app.db.read, serviceId))
  stores.forEach((store) => scopeTo(actor, 'catalog.manage', placeOf(store)))
  return stores
}

async function serviceImpact(
  db: Reader,
  app: App,
  stores: readonly Store[],
  serviceId: string,
  body: Body<typeof resources.saveService>,
) {
  const service = await requireAnyService(db, serviceId)
  if (service.version !== body.version) throw new AppError('catalog.service_changed')
  const found: resources.AffectedBooking[] = []
  for (const store of stores) {
    const sight = { db, vault: app.vault, store, now: app.clock.now() }
    found.push(...(await affectedByService(sight, { before: service, after: body })))
  }
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.minute - b.minute)
}

/** Which bookings were planned with fewer minutes or people than a change asks for. Writes nothing. */
export async function previewService(
  app: App,
  asking: Asking,
  serviceId: string,
  body: Body<typeof resources.previewService>,
): Promise<View<typeof resources.previewService>> {
  const stores = await storesWithin(app, asking, serviceId)
  return { affected: await serviceImpact(app.db.read, app, stores, serviceId, body) }
}

/** Changes minutes, people and price of a service in every store that offers it. Refuses like {@link saveChange}. */
export async function putService(
  app: App,
  asking: Asking,
  serviceId: string,
  body: Body<typeof resources.saveService>,
): Promise<View<typeof resources.saveService>> {
  const stores = await storesWithin(app, asking, serviceId)
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    const affected = await serviceImpact(tx, app, stores, serviceId, body)
    requireSeen(affected, body.affectedSeen)
    await saveService(tx, { ...asking, now }, serviceId, body.version, body)
    stores.forEach((store) => announceDays(tx, store, now))
    return { version: body.version + 1, affected }
  })
}
