import type { Body, resources, View } from '@pitlane/contract'
import { addDays, AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader, Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import {
  claimResources,
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
import { affectedByPolicy, affectedByRoster } from './impact.queries'
import { MAX_DAYS_AHEAD } from './offered.service'

type Affected = readonly resources.AffectedBooking[]

/** Who asks, and the number of the request for the audit log. */
export interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

/** Nobody saves blindly: the writer has seen exactly as many bookings as the change touches at this moment. */
export function requireSeen(affected: Affected, seen: number): void {
  if (affected.length !== seen) throw new AppError('booking.impact_changed', { count: affected.length })
}

/** The store's own day. */
export const todayOf = (store: Store, now: Date) => toLocal(now, store.timeZone).day

/** Free times of the days to come are to be counted anew, in every process. */
export function announceDays(tx: Tx, store: Store, now: Date): void {
  const today = todayOf(store, now)
  tx.announce({ to: 'cache', cache: 'offers', key: store.id })
  for (let i = 0; i <= MAX_DAYS_AHEAD; i++) {
    capacityNotices(store.id, addDays(today, i)).forEach((notice) => tx.announce(notice))
  }
}

export function tellChange(tx: Tx, store: Store, now: Date, affected: Affected): void {
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
  body: Body<typeof resources.saveChange>,
): Promise<View<typeof resources.saveChange>> {
  const store = await storeWithin(app, asking, 'store.manage_resources', storeId)
  return app.db.tx((tx) => changeRoster(app, tx, asking, store, body))
}

/** One change of the roster inside a transaction, behind the gates of all days to come. */
export async function changeRoster(
  app: App,
  tx: Tx,
  asking: Asking,
  store: Store,
  { version, affectedSeen, change }: Body<typeof resources.saveChange>,
): Promise<View<typeof resources.saveChange>> {
  const now = app.clock.now()
  const today = todayOf(store, now)
  await claimResources(tx, store.id, today, version)
  await requireChangeable(tx, store.id, today, change)
  const affected = await affectedByRoster({ db: tx, vault: app.vault, store, now }, change)
  requireSeen(affected, affectedSeen)
  const subjectId = await saveRosterChange(tx, { ...asking, storeId: store.id, now }, change)
  tellChange(tx, store, now, affected)
  return { version: version + 1, subjectId, affected }
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
