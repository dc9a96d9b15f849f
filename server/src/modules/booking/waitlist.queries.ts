import type { waitlist as contract } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { findServices } from '../catalog'
import { findStores } from '../store'
import { findVehicles } from '../vehicle'
import { Booking, Waitlist } from './booking.entity'

/** One of this owner's own wishes. Throws `waitlist.not_found`. */
export async function requireOwnWish(db: Reader, customerId: string, waitlistId: string): Promise<Waitlist> {
  const wish = await db.findOne(Waitlist, { id: waitlistId, customerId })
  if (!wish) throw new AppError('waitlist.not_found')
  return wish
}

/** What an owner waits for, soonest first. */
export const listWishes = (db: Reader, customerId: string): Promise<Waitlist[]> =>
  db.find(Waitlist, {
    where: { customerId, state: In(['waiting', 'offered']) },
    order: { day: 'ASC', fromMinute: 'ASC', id: 'ASC' },
  })

/** Who waits for a time on a store-day, in the order in which they are asked: those who let an offer go come again last. */
export const listWaiting = (db: Reader, storeId: string, day: string): Promise<Waitlist[]> =>
  db.find(Waitlist, {
    where: { storeId, day, state: 'waiting' },
    order: { offers: 'ASC', createdAt: 'ASC', id: 'ASC' },
  })

/** Wishes with the names of store, services and car, and the time that is kept. */
export async function toWishViews(
  db: Reader,
  vault: Vault,
  wishes: readonly Waitlist[],
): Promise<contract.WaitlistView[]> {
  if (wishes.length === 0) return []
  const ids = (key: 'storeId' | 'vehicleId') => wishes.map((wish) => wish[key])
  const [stores, services, vehicles, offers] = await Promise.all([
    findStores(db, ids('storeId')),
    findServices(
      db,
      wishes.flatMap((wish) => wish.serviceIds),
    ),
    findVehicles(db, vault, ids('vehicleId')),
    db.find(Booking, { where: { id: In(wishes.flatMap((wish) => wish.offerId ?? [])), state: 'held' } }),
  ])
  const nameOf = (rows: readonly { id: string; name: string }[], id: string) =>
    rows.find((row) => row.id === id)?.name ?? ''
  return wishes.map((wish) => {
    const offer = offers.find(({ id }) => id === wish.offerId)
    return {
      ...{ id: wish.id, state: wish.state, storeId: wish.storeId, storeName: nameOf(stores, wish.storeId) },
      serviceName: wish.serviceIds.map((id) => nameOf(services, id)).join('、'),
      ...{ vehicleId: wish.vehicleId, vehicleName: nameOf(vehicles, wish.vehicleId), day: wish.day },
      ...{ fromMinute: wish.fromMinute, toMinute: wish.toMinute },
      offer: offer?.heldUntil ? { minute: offer.startsMinute, until: offer.heldUntil.toISOString() } : null,
    }
  })
}
