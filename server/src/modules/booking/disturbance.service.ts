import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Listener } from '../../platform/outbox'
import { addTodo, dropTodos, send } from '../messaging'
import type { Booking } from './booking.entity'
import { requireBooking, toViews } from './booking.queries'
import { callUnseated, tellDelayed } from './disturbing'
import { isUpcoming } from './lifecycle'
import type { VisitFacts } from './reminding'
import { watchOverrun } from './overrun-planting.service'

interface Facts {
  readonly bookingId: string
  readonly version: number
  readonly minutes: number
}

async function viewOf(app: App, tx: Tx, booking: Booking): Promise<VisitFacts> {
  const [view] = await toViews(tx, app.vault, app.clock, [booking])
  if (!view) throw new Error('a booking without a view')
  return view
}

/** The owner hears by how much; when the delay has changed again by now, the later event tells it. */
async function onDelayed(app: App, tx: Tx, { bookingId, version, minutes }: Facts): Promise<void> {
  const booking = await requireBooking(tx, bookingId)
  const isCurrent = (booking.delayMinutes ?? 0) === minutes && !booking.isUnseated
  if (!isCurrent || !(isUpcoming(booking.state) || booking.state === 'arrived')) return
  const { customerId, storeId } = booking
  await send(app, tx, {
    ...tellDelayed(await viewOf(app, tx, booking), minutes, version),
    ...{ customerId, storeId, bookingId, link: `/packages/booking/pages/detail/index?bookingId=${bookingId}` },
  })
}

/** Nobody can be found for it: somebody calls. */
async function onUnseated(app: App, tx: Tx, { bookingId, version }: Facts): Promise<void> {
  const booking = await requireBooking(tx, bookingId)
  const isHere = booking.state === 'arrived'
  if (!booking.isUnseated || !(isHere || isUpcoming(booking.state))) return
  const { customerId, storeId, startsAt } = booking
  const now = app.clock.now()
  await addTodo(tx, now, {
    ...{ dedupe: `unseated:${bookingId}:${version}`, kind: 'unseated', customerId, storeId, bookingId },
    ...{ ...callUnseated(await viewOf(app, tx, booking), isHere), dueAt: startsAt > now ? startsAt : now },
  })
}

/** There is a place again: the call is not needed any more. */
async function onSeated(app: App, tx: Tx, { bookingId }: Facts): Promise<void> {
  const { storeId, isUnseated } = await requireBooking(tx, bookingId)
  if (!isUnseated) await dropTodos(tx, app.clock.now(), { bookingId, storeId, kind: 'unseated' }, '已重新安排工位')
}

const listen = (
  name: string,
  on: Listener['on'],
  react: (app: App, tx: Tx, facts: Facts) => Promise<void>,
): Listener => ({ name, on, inTx: (app, tx, event) => react(app, tx, event as unknown as Facts) })

const healSoon = (app: App, tx: Tx, storeId: string): void =>
  tx.enqueue({ kind: 'booking.heal_store', payload: { storeId }, runAt: app.clock.now() })

/** A car that came has somebody who looks whether it is done in time; one that has no seats gets some, if there are any. */
async function onHere(app: App, tx: Tx, { bookingId }: Facts): Promise<void> {
  await watchOverrun(tx, bookingId)
  const booking = await requireBooking(tx, bookingId)
  if (booking.state !== 'arrived') return
  const rows = await tx.rows('select cell from claim where booking_id = ? limit 1', [bookingId])
  if (rows.length === 0) healSoon(app, tx, booking.storeId)
}

/** What follows when the day goes otherwise than planned. */
export const disturbanceListeners: readonly Listener[] = [
  listen('booking.tell_delayed', 'booking.delayed', onDelayed),
  listen('booking.call_unseated', 'booking.unseated', onUnseated),
  listen('booking.forget_call', 'booking.seated', onSeated),
  listen('booking.watch_arrived', 'booking.arrived', onHere),
  listen('booking.watch_placed', 'booking.placed', onHere),
  {
    name: 'booking.heal_lost_seats',
    on: 'store.resources_changed',
    inTx: (app, tx, event) => Promise.resolve(healSoon(app, tx, String(event['storeId']))),
  },
]
