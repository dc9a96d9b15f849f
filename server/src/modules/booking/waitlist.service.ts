import type { Body, waitlist as contract } from '@pitlane/contract'
import { AppError, type CustomerActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { newId } from '../../platform/id'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { send } from '../messaging'
import { passGate } from '../store'
import { Booking, Waitlist } from './booking.entity'
import { expireHold } from './hold.service'
import { wakeWaitlist } from './offer.service'
import { assertBookableTime, assertMayBook, holdFor, place } from './placing.service'
import { tellOffer } from './reminding'
import { SlotTaken } from './seating.service'
import type { Offer } from './offered.service'
import { offerForCar, requireOffer, slotsOn } from './slot.service'
import { listWaiting, requireOwnWish } from './waitlist.queries'

/** An owner may wait for so many times at once. */
const MAX_WISHES = 5

/** Asks to be called. The same wish again answers with the first. Throws as placing does, and `waitlist.too_many`. */
export async function join(app: App, actor: CustomerActor, body: Body<typeof contract.join>): Promise<Waitlist> {
  const offer = await requireOffer(app, body.storeId, body.serviceIds)
  assertBookableTime(app, offer, { day: body.day, minute: body.toMinute - 1 })
  const now = app.clock.now()
  const liveKey = `${body.vehicleId}:${body.day}`
  const wish: Waitlist = {
    ...{ id: newId(), customerId: actor.customerId, ...body, serviceIds: [...body.serviceIds], state: 'waiting' },
    ...{ offers: 0, offerId: null, liveKey, version: 1, createdAt: now, updatedAt: now },
  }
  try {
    await app.db.tx(async (tx) => {
      await assertMayBook(app, tx, wish, offer)
      // An offer could never be made: a car has one booking a day.
      if ((await tx.count(Booking, { liveKey, state: In(['placed', 'confirmed', 'arrived']) })) > 0)
        throw new AppError('booking.vehicle_booked')
      const waiting = await tx.count(Waitlist, { customerId: actor.customerId, state: 'waiting' })
      if (waiting >= MAX_WISHES) throw new AppError('waitlist.too_many')
      await tx.insert(Waitlist, wish)
      wakeWaitlist(app, tx, body.storeId, body.day)
    })
    return wish
  } catch (e) {
    const twin = isDuplicate(e, 'uk_waitlist_live|waitlist.live_key') && (await findLive(app, liveKey))
    if (!twin) throw e
    return twin
  }
}

const findLive = (app: App, liveKey: string) => app.db.read.findOne(Waitlist, { liveKey })

/**
 * Offers free times of a day to those who wait, first come first served: each offer holds real cells, so that two are never
 * offered the same, and a new booking and an acceptance cannot both win.
 */
export async function matchWaitlist(app: App, storeId: string, day: string): Promise<void> {
  for (const wish of await listWaiting(app.db.read, storeId, day)) await offerTo(app, wish)
}

async function offerTo(app: App, wish: Waitlist): Promise<void> {
  const offer = await offerForCar(app, wish, wish.serviceIds)
  const { slots } = (await slotsOn(app, offer, wish.day)).view
  const free = slots.filter((slot) => slot.free > 0 && slot.minute >= wish.fromMinute && slot.minute < wish.toMinute)
  for (const { minute } of free) {
    if (await tryOffer(app, offer, wish, minute)) return
  }
}

/** True when there is nothing more to try for this wish. */
async function tryOffer(app: App, offer: Offer, wish: Waitlist, minute: number): Promise<boolean> {
  try {
    return await app.db.tx(async (tx) => {
      await passGate(tx, wish.storeId, wish.day)
      const isMine = await tx.run(
        "update waitlist set state = 'offered', version = version + 1 where id = ? and version = ? and state = 'waiting'",
        [wish.id, wish.version],
      )
      if (isMine === 0) return true
      const { customerId, vehicleId, day } = wish
      const asked = { customerId, vehicleId, day, minute, requestId: `${wish.id}:${wish.offers}` }
      const held = await holdFor(app, tx, offer, asked, offer.policy.waitlistOfferMinutes)
      await tx.put('update waitlist set offer_id = ?, updated_at = ? where id = ?', [
        ...[held.id, sqlInstant(app.clock.now()), wish.id],
      ])
      await send(app, tx, {
        ...tellOffer(held, offer.store.name, offer.policy.waitlistOfferMinutes),
        ...{ customerId, storeId: wish.storeId, bookingId: held.id, link: '/pages/bookings/index' },
      })
      return true
    })
  } catch (e) {
    if (e instanceof SlotTaken) return false
    // The car has a booking of that day by now, has left the garage, or the time is past: nothing to offer any more.
    if (e instanceof AppError || isDuplicate(e)) return true
    throw e
  }
}

/**
 * One tap takes the offered time; a repeat answers with the booking. Throws `waitlist.offer_over` when somebody else has it.
 */
export async function accept(app: App, actor: CustomerActor, waitlistId: string): Promise<Booking> {
  const wish = await requireOwnWish(app.db.read, actor.customerId, waitlistId)
  const { offerId, vehicleId, storeId, serviceIds, day } = wish
  const held = offerId ? await app.db.read.findOne(Booking, { id: offerId }) : undefined
  if (!held || wish.state === 'waiting' || wish.state === 'ended') throw new AppError('waitlist.offer_over')
  const asked = { requestId: wish.id, storeId, serviceIds, vehicleId, day, minute: held.startsMinute, holdId: held.id }
  try {
    return await place(app, actor, asked, async (tx) => {
      const now = sqlInstant(app.clock.now())
      await tx.put(
        "update waitlist set state = 'accepted', live_key = null, version = version + 1, updated_at = ? where id = ?",
        [now, wish.id],
      )
    })
  } catch (e) {
    const isOver = e instanceof AppError && (e.code === 'booking.slot_taken' || e.code === 'booking.slot_past')
    throw isOver ? new AppError('waitlist.offer_over') : e
  }
}

/** Does not wait any longer; an offered time goes to the next. A repeat changes nothing. Throws `waitlist.not_found`. */
export async function leave(app: App, actor: CustomerActor, waitlistId: string): Promise<void> {
  const wish = await requireOwnWish(app.db.read, actor.customerId, waitlistId)
  if (wish.state === 'accepted' || wish.state === 'ended') return
  await app.db.tx((tx) =>
    tx.put(
      `update waitlist set state = 'ended', live_key = null, version = version + 1, updated_at = ?
        where id = ? and state in ('waiting', 'offered')`,
      [sqlInstant(app.clock.now()), wish.id],
    ),
  )
  if (wish.offerId) await expireHold(app, wish.offerId)
}

/** Wishes of days that are over end by themselves. */
export const endPastWishes = (app: App, today: string): Promise<void> =>
  app.db.tx((tx) =>
    tx.put(
      "update waitlist set state = 'ended', live_key = null, version = version + 1 where state = 'waiting' and day < ?",
      [today],
    ),
  )
