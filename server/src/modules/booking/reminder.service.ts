import { HOUR_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { addTodo, dropTodos, send } from '../messaging'
import { requireStore, type Store } from '../store'
import type { Booking } from './booking.entity'
import { requireBooking, toViews } from './booking.queries'
import { isUpcoming } from './lifecycle'
import * as reminding from './reminding'

/** Who booked or moved this recently remembers. */
const FRESH_MS = HOUR_MS

interface Told {
  readonly booking: Booking
  readonly store: Store
  readonly view: reminding.VisitFacts
}

async function readTold(app: App, tx: Tx, bookingId: string): Promise<Told> {
  const booking = await requireBooking(tx, bookingId)
  const store = await requireStore(tx, booking.storeId)
  const [view] = await toViews(tx, app.vault, app.clock, [booking])
  if (!view) throw new Error('a booking without a view')
  return { booking, store, view }
}

const tell = (app: App, tx: Tx, { booking }: Told, telling: ReturnType<typeof reminding.tellReminder>): Promise<void> =>
  send(app, tx, {
    ...telling,
    ...{ customerId: booking.customerId, storeId: booking.storeId, bookingId: booking.id },
    link: `/packages/booking/pages/detail/index?bookingId=${booking.id}`,
  })

/** Plans the reminders of a booking that are still ahead. Planning twice reminds once. */
function planReminders(app: App, tx: Tx, booking: Booking, store: Store): void {
  const earliest = app.clock.now().getTime() + FRESH_MS
  for (const { kind, day, minute } of reminding.reminderTimes(booking.day, booking.startsMinute)) {
    const runAt = toInstant(day, minute, store.timeZone)
    if (runAt.getTime() >= earliest) enqueueReminder(tx, booking, kind, runAt)
  }
}

const enqueueReminder = (tx: Tx, booking: Booking, which: reminding.ReminderKind, runAt: Date): void =>
  tx.enqueue({
    kind: 'booking.reminder',
    payload: { bookingId: booking.id, which, startsAt: booking.startsAt.toISOString() },
    runAt,
  })

/**
 * A booking is new: its reminders are planned. Who was accepted at once is told: with an SMS when a colleague wrote the
 * booking down by phone, without one when the owner has just read it. Who stands at the desk needs no message.
 */
export async function onPlaced(app: App, tx: Tx, bookingId: string): Promise<void> {
  const told = await readTold(app, tx, bookingId)
  if (!isUpcoming(told.booking.state)) return
  planReminders(app, tx, told.booking, told.store)
  const { state, channel } = told.booking
  const isAccepted = state === 'confirmed' && (channel === 'phone' || told.store.isAutoConfirm)
  if (isAccepted && channel !== 'walk_in')
    await tell(app, tx, told, reminding.tellConfirmed(told.view, channel === 'owner'))
}

/** The store has accepted: the owner is told, and nobody has to call about it any more. */
export async function onConfirmed(app: App, tx: Tx, bookingId: string): Promise<void> {
  const told = await readTold(app, tx, bookingId)
  const { storeId } = told.booking
  await dropTodos(tx, app.clock.now(), { bookingId, storeId, kind: 'unconfirmed' }, '预约已确认')
  if (told.booking.state === 'confirmed') await tell(app, tx, told, reminding.tellConfirmed(told.view, false))
}

/** What `booking.moved` says. */
export interface MoveFacts {
  readonly bookingId: string
  /** Who moved it: `customer`, `staff` or `system`. */
  readonly by: string
  /** The instant it was moved away from. */
  readonly from: string
}

/** A booking has a new time: reminders are planned for it, calls about the old one are dropped, and the owner is told. */
export async function onMoved(app: App, tx: Tx, { bookingId, by, from }: MoveFacts): Promise<void> {
  const told = await readTold(app, tx, bookingId)
  const { state, storeId, startsAt } = told.booking
  // Other people or another bay at the same time are nothing to an owner.
  if (!isUpcoming(state) || startsAt.toISOString() === from) return
  planReminders(app, tx, told.booking, told.store)
  await dropTodos(tx, app.clock.now(), { bookingId, storeId }, '预约已改期')
  const before = toLocal(new Date(from), told.store.timeZone)
  await tell(app, tx, told, reminding.tellMoved(told.view, before, by === 'customer'))
}

const endings: Readonly<Partial<Record<Booking['state'], string>>> = {
  ...{ arrived: '车主已到店', no_show: '车主未到店', cancelled: '预约已取消', rejected: '门店没有接受预约' },
}

/** A booking came to its end: calls about it are dropped, and an owner who did not end it is told. */
export async function onEnded(app: App, tx: Tx, bookingId: string): Promise<void> {
  const told = await readTold(app, tx, bookingId)
  const { state, closedBy, storeId } = told.booking
  await dropTodos(tx, app.clock.now(), { bookingId, storeId }, endings[state] ?? '预约已有结果')
  if (state === 'rejected') await tell(app, tx, told, reminding.tellClosed(told.view, 'booking_rejected'))
  if (state === 'cancelled' && closedBy === 'store')
    await tell(app, tx, told, reminding.tellClosed(told.view, 'booking_cancelled'))
}

export interface ReminderTask {
  readonly bookingId: string
  readonly which: reminding.ReminderKind
  /** The time it was planned for. */
  readonly startsAt: string
}

/**
 * Reminds the owner, and the store of a booking it has not confirmed. What counts is the booking as it stands now: one that
 * is over is left alone, one that was moved is planned anew. Running it again reminds nobody twice.
 */
export async function remind(app: App, tx: Tx, task: ReminderTask): Promise<void> {
  const booking = await requireBooking(tx, task.bookingId)
  const now = app.clock.now()
  if (!isUpcoming(booking.state) || booking.startsAt <= now) return
  const store = await requireStore(tx, booking.storeId)
  if (booking.startsAt.toISOString() !== task.startsAt) return planReminders(app, tx, booking, store)
  const local = toLocal(now, store.timeZone)
  const later = reminding.nextDecentTime(local.day, local.minute)
  if (later) {
    const runAt = toInstant(later.day, later.minute, store.timeZone)
    if (runAt.getTime() + FRESH_MS <= booking.startsAt.getTime()) enqueueReminder(tx, booking, task.which, runAt)
    return
  }
  const told = await readTold(app, tx, booking.id)
  await tell(app, tx, told, reminding.tellReminder(told.view, task.which))
  await remindStore(tx, now, told)
}

/** The front desk: a call when the owner still waits for an answer, and word to whoever has the board open. */
async function remindStore(tx: Tx, now: Date, { booking, view }: Told): Promise<void> {
  const { storeId, customerId, id: bookingId, day } = booking
  if (booking.state === 'placed') {
    await addTodo(tx, now, {
      ...{ dedupe: `unconfirmed:${bookingId}:${day}:${booking.startsMinute}`, kind: 'unconfirmed' },
      ...{ storeId, customerId, bookingId, title: '预约还没有确认', dueAt: booking.startsAt },
      reason: `车主约了${reminding.sayTime(view)}，服务：${view.serviceName}。请先确认或改约，并告知车主。`,
    })
  }
  const topic = { kind: 'board' as const, storeId }
  tx.announce({
    ...{ to: 'followers', key: `board:${storeId}` },
    message: { type: 'changed', topic, day, bookingId, what: 'reminder' },
  })
}
