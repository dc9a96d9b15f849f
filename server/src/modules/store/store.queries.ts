import { policy, type resources, type store as contract } from '@pitlane/contract'
import { AppError, type Clock, type Day } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { OrgPlace } from '../../platform/scope'
import type { Roster } from './roster'
import {
  Bay,
  BayOutage,
  Store,
  StoreDay,
  StorePolicy,
  Technician,
  TechnicianCertificate,
  TechnicianDayShift,
  TechnicianLeave,
  TechnicianShift,
} from './store.entity'

/** A store that is in business. Throws `store.not_found`. */
export async function requireStore(db: Reader, storeId: string): Promise<Store> {
  const store = await db.findOne(Store, { id: storeId, isActive: true })
  if (!store) throw new AppError('store.not_found')
  return store
}

/** All stores in business, by city and name. */
export const listStores = (db: Reader): Promise<Store[]> =>
  db.find(Store, { where: { isActive: true }, order: { city: 'ASC', name: 'ASC' } })

/** Every store, also those that are out of business, by city and name. */
export const listAllStores = (db: Reader): Promise<Store[]> => db.find(Store, { order: { city: 'ASC', name: 'ASC' } })

/** Stores by id, also those no longer in business: old bookings keep their names. */
export const findStores = (db: Reader, ids: readonly string[]): Promise<Store[]> =>
  db.find(Store, { where: { id: In([...new Set(ids)]) } })

/** Opening records from a day on, in order. */
export const listDays = (db: Reader, storeId: string, from: Day, count: number): Promise<StoreDay[]> =>
  db.find(StoreDay, { where: { storeId, day: MoreThanOrEqual(from) }, order: { day: 'ASC' }, take: count })

/** Everything that decides what a store can do, as of now. Inactive bays and people are left out. */
export async function readRoster(db: Reader, storeId: string): Promise<Roster> {
  const [store] = await db.find(Store, { where: { id: storeId }, select: { id: true, rosterVersion: true } })
  const bays = await db.find(Bay, { where: { storeId, isActive: true }, order: { name: 'ASC' } })
  const outages = await db.find(BayOutage, { where: { bayId: In(bays.map(({ id }) => id)) } })
  const technicians = await db.find(Technician, { where: { storeId, isActive: true }, order: { id: 'ASC' } })
  const mine = { technicianId: In(technicians.map((t) => t.id)) }
  const certificates = await db.find(TechnicianCertificate, { where: mine })
  const shifts = await db.find(TechnicianShift, { where: mine })
  const dayShifts = await db.find(TechnicianDayShift, { where: mine })
  const leaves = await db.find(TechnicianLeave, { where: mine })
  const of = <T extends { technicianId: string }>(rows: T[], id: string) =>
    rows.filter((row) => row.technicianId === id)
  return {
    version: store?.rosterVersion ?? 0,
    bays: bays.map((bay) => ({ ...bay, outages: outages.filter(({ bayId }) => bayId === bay.id) })),
    technicians: technicians.map((t) => ({
      ...{ id: t.id, name: t.name, level: t.level, skills: t.skills },
      ...{ certificates: of(certificates, t.id), shifts: of(shifts, t.id) },
      ...{ dayShifts: of(dayShifts, t.id), leaves: of(leaves, t.id) },
    })),
  }
}

/** How a store spends its capacity: its own policy, or the default one (version 0) until it has changed something. */
export async function readVersionedPolicy(db: Reader, storeId: string): Promise<resources.PolicyView> {
  const own = await db.findOne(StorePolicy, { storeId })
  return { version: own?.version ?? 0, policy: { ...policy.defaultPolicy, ...own?.policy } }
}

/** Like {@link readVersionedPolicy}, for whoever only follows it. */
export const readPolicy = async (db: Reader, storeId: string): Promise<policy.CapacityPolicy> =>
  (await readVersionedPolicy(db, storeId)).policy

/** Stores as owners choose from them, with today's hours. */
export async function listStoreViews(db: Reader, clock: Clock): Promise<contract.StoreView[]> {
  const stores = await listStores(db)
  const today = new Map(stores.map((store) => [store.id, toLocal(clock.now(), store.timeZone).day]))
  const days = await db.find(StoreDay, {
    where: { storeId: In([...today.keys()]), day: In([...new Set(today.values())]) },
  })
  return stores.map((store) => {
    const open = days.find((d) => d.storeId === store.id && d.day === today.get(store.id) && d.isOpen)
    const { id, name, kind, city, address, phone, latitude, longitude } = store
    return {
      ...{ id, name, kind, city, address, phone, latitude, longitude, today: today.get(id) ?? '' },
      todayHours: open ? { opensMinute: open.opensMinute, closesMinute: open.closesMinute } : null,
    }
  })
}

/** Where a store stands in the organisation, for questions of scope. */
export const placeOf = (store: Store): OrgPlace => ({
  groupId: store.groupId,
  regionId: store.regionId,
  storeId: store.id,
})
