import { sharing, type Body } from '@pitlane/contract'
import { AppError, MINUTE_MS, type CustomerActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { Booking } from './booking.entity'
import { requireBooking } from './booking.queries'
import { move, unlessDone } from './booking.service'
import { storeOfCheckInCode } from './check-in-code'

/** What of today an owner at the door may mean. */
const AT_THE_DOOR = ['placed', 'confirmed', 'no_show', 'arrived'] as const

interface CheckedIn {
  /** Null while it has to be chosen among several. */
  readonly booking: Booking | null
  readonly choices: Booking[]
}

/**
 * The owner has scanned the code at the entrance: the booking of today at that store has arrived, from an hour before its
 * time on. A second scan answers with the first. Of several cars the one has to be named.
 * Throws `booking.check_in_code_wrong`, `booking.check_in_none`, `booking.check_in_early`, `booking.check_in_unconfirmed`.
 */
export async function checkIn(
  app: App,
  actor: CustomerActor,
  { code, bookingId }: Body<typeof sharing.checkIn>,
  requestId: string,
): Promise<CheckedIn> {
  const storeId = storeOfCheckInCode(app, code)
  if (!storeId) throw new AppError('booking.check_in_code_wrong')
  const today = await listToday(app, actor.customerId, storeId)
  const named = bookingId === undefined ? today : today.filter(({ id }) => id === bookingId)
  const waiting = named.filter(({ state }) => state !== 'arrived')
  const ripe = waiting.filter((booking) => checkInFrom(booking) <= app.clock.now())
  if (ripe.length > 1) return { booking: null, choices: ripe }
  const booking = ripe[0] ?? named.findLast(({ state }) => state === 'arrived') ?? waiting[0]
  if (!booking) throw new AppError('booking.check_in_none')
  return { booking: await arriveNow(app, actor, booking, requestId), choices: [] }
}

const checkInFrom = ({ startsAt }: Booking): Date => new Date(startsAt.getTime() - sharing.CHECK_IN_MINUTES * MINUTE_MS)

async function listToday(app: App, customerId: string, storeId: string): Promise<Booking[]> {
  const { timeZone } = await requireStore(app.db.read, storeId)
  const { day } = toLocal(app.clock.now(), timeZone)
  const where = { customerId, storeId, day, state: In([...AT_THE_DOOR]) }
  return app.db.read.find(Booking, { where, order: { startsAt: 'ASC', id: 'ASC' } })
}

async function arriveNow(app: App, actor: CustomerActor, booking: Booking, requestId: string): Promise<Booking> {
  if (booking.state === 'arrived') return booking
  if (booking.state === 'placed') throw new AppError('booking.check_in_unconfirmed')
  const from = checkInFrom(booking)
  if (app.clock.now() < from) throw new AppError('booking.check_in_early', { from: from.toISOString() })
  await move(app, booking, { to: 'arrived', by: actor, action: 'booking.check_in', requestId }).catch(
    unlessDone(app, booking.id, 'arrived'),
  )
  return requireBooking(app.db.read, booking.id)
}
