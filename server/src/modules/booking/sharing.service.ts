import { createHash, randomBytes } from 'node:crypto'
import { maskPlate, type sharing } from '@pitlane/contract'
import { addDays, AppError, type CustomerActor } from '@pitlane/kernel'
import { IsNull } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { toInstant } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { requireStore } from '../store'
import { Booking, BookingShare } from './booking.entity'
import { requireOwnBooking, toViews } from './booking.queries'
import { isLive } from './lifecycle'

/** Nobody has more relatives on the way to one visit. */
const MAX_OPEN = 10

/** What is kept of a link. It is random, so a plain SHA-256 cannot be turned back. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Links end with the day after the visit, wherever the visit has been moved to. */
async function endOf(app: App, booking: Booking): Promise<Date> {
  const { timeZone } = await requireStore(app.db.read, booking.storeId)
  return toInstant(addDays(booking.lastDay ?? booking.day, 2), 0, timeZone)
}

const countOpen = (app: App, bookingId: string): Promise<number> =>
  app.db.read.count(BookingShare, { bookingId, revokedAt: IsNull() })

/**
 * Makes a link that shows one of the owner's bookings. Each call makes another. Throws `booking.share_over` for one that has
 * ended, and `booking.share_too_many`.
 */
export async function share(
  app: App,
  actor: CustomerActor,
  bookingId: string,
): Promise<{ token: string; until: string }> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  const until = await endOf(app, booking)
  const now = app.clock.now()
  if (booking.state === 'held' || !isLive(booking.state) || now >= until) throw new AppError('booking.share_over')
  if ((await countOpen(app, bookingId)) >= MAX_OPEN) throw new AppError('booking.share_too_many')
  const token = randomBytes(24).toString('base64url')
  await app.db.tx(async (tx) => {
    await tx.insert(BookingShare, { tokenHash: hashOf(token), bookingId, createdAt: now, revokedAt: null })
    await audit(tx, now, {
      ...{ actor, action: 'booking.share', subject: { type: 'booking', id: bookingId }, storeId: booking.storeId },
    })
  })
  return { token, until: until.toISOString() }
}

/** Whether one of the owner's bookings is shared, and until when. */
export async function readShares(
  app: App,
  actor: CustomerActor,
  bookingId: string,
): Promise<{ open: number; until: string }> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  const until = await endOf(app, booking)
  return { open: app.clock.now() < until ? await countOpen(app, bookingId) : 0, until: until.toISOString() }
}

/** Ends every link of one of the owner's bookings. */
export async function revokeShares(app: App, actor: CustomerActor, bookingId: string): Promise<void> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const ended = await tx.run('update booking_share set revoked_at = ? where booking_id = ? and revoked_at is null', [
      sqlInstant(now),
      bookingId,
    ])
    if (ended === 0) return
    await audit(tx, now, {
      ...{ actor, action: 'booking.unshare', subject: { type: 'booking', id: bookingId }, storeId: booking.storeId },
      after: { ended },
    })
  })
}

/** What a link shows: nothing that says who the owner is, nor what it costs. Throws `booking.share_over`. */
export async function readShared(app: App, token: string): Promise<sharing.SharedBooking> {
  const link = await app.db.read.findOne(BookingShare, { tokenHash: hashOf(token), revokedAt: IsNull() })
  const booking = link && (await app.db.read.findOne(Booking, { id: link.bookingId }))
  if (!booking || app.clock.now() >= (await endOf(app, booking))) throw new AppError('booking.share_over')
  const store = await requireStore(app.db.read, booking.storeId)
  const [view] = await toViews(app.db.read, app.vault, app.clock, [booking])
  if (!view) throw new Error('a booking without a view')
  return {
    ...{ state: view.state, storeName: view.storeName, storeAddress: view.storeAddress, storePhone: view.storePhone },
    ...{ latitude: store.latitude, longitude: store.longitude, startsAt: view.startsAt },
    ...{ day: view.day, minute: view.minute, endMinute: view.endMinute, ready: view.ready },
    ...{ services: view.services.map(({ name }) => name), vehicleName: view.vehicleName },
    ...{ maskedPlate: view.plate && maskPlate(view.plate), handover: view.handover, delayMinutes: view.delayMinutes },
  }
}
