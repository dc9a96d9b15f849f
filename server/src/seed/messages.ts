import { messaging } from '@pitlane/contract'
import { Booking } from '../modules/booking/booking.entity'
import { toViews } from '../modules/booking/booking.queries'
import { isUpcoming } from '../modules/booking/lifecycle'
import { tellDelayed } from '../modules/booking/disturbing'
import { reminderTimes, sayTime, tellClosed, tellConfirmed, tellReminder } from '../modules/booking/reminding'
import type { VisitFacts } from '../modules/booking/reminding'
import { Message, PhoneTodo } from '../modules/messaging/messaging.entity'
import type { Tx } from '../platform/database'
import { toInstant } from '../platform/local-time'
import type { Vault } from '../platform/vault'
import { dayIn, type Today } from './calendar'
import { diceOf } from './dice'
import type { Fleet } from './owners'
import { ZONE } from './store-data'

const ANSWER_MS = 15 * 60_000
const UNREAD_MS = 24 * 3_600_000
/** So many calls are open in each store. */
const CALLS = 3

type Told = Pick<Message, 'kind' | 'body' | 'dedupe'> & { readonly at: Date }

/** Writes what the demo owners were told of their bookings, their reminders to come, and a few calls for each store. */
export async function seedMessages(tx: Tx, vault: Vault, today: Today, fleet: Fleet): Promise<void> {
  const owners = [...new Set([...fleet.demoCars.values()].flat().map(({ customerId }) => customerId))]
  const bookings: Booking[] = []
  for (const customerId of owners)
    bookings.push(...(await tx.find(Booking, { where: { customerId }, order: { id: 'ASC' } })))
  const views = await toViews(tx, vault, { now: () => today.now }, bookings)
  const messages = bookings.flatMap((row, i) => {
    const view = views[i]
    return view ? toldOf(row, view).flatMap((told) => messageOf(today, row, told)) : []
  })
  await tx.insert(Message, messages)
  bookings.filter(({ state }) => isUpcoming(state)).forEach((row) => planReminders(tx, today, row))
  await seedCalls(tx, vault, today)
}

/** What an owner has heard of one booking by the time it stands where it stands. */
function toldOf(row: Booking, view: VisitFacts): Told[] {
  const answered = new Date(row.createdAt.getTime() + ANSWER_MS)
  if (row.state === 'rejected') return [{ ...tellClosed(view, 'booking_rejected'), at: answered }]
  if (row.state === 'placed' || row.state === 'cancelled') return []
  const evening = reminderTimes(row.day, row.startsMinute)[0]
  const remindedAt = evening && toInstant(evening.day, evening.minute, ZONE)
  return [
    { ...tellConfirmed(view, false), at: answered },
    ...(remindedAt && remindedAt > answered ? [{ ...tellReminder(view, 'day_before'), at: remindedAt }] : []),
    ...(row.delayMinutes ? [{ ...tellDelayed(view, row.delayMinutes, row.version), at: answered }] : []),
  ]
}

function messageOf(today: Today, row: Booking, { kind, body, dedupe, at }: Told): Message[] {
  if (at > today.now) return []
  const { customerId, storeId, id: bookingId } = row
  const isRead = today.now.getTime() - at.getTime() > UNREAD_MS
  return [
    {
      ...{ id: diceOf(dedupe).id(at), dedupe, customerId, storeId, bookingId, kind, body },
      ...{ title: messaging.messageKinds[kind], planSealed: null, createdAt: at },
      ...{ purpose: messaging.kindPurposes[kind], wordingVersion: 1, heldUntil: null, withheld: null, isShown: true },
      link: `/packages/booking/pages/detail/index?bookingId=${bookingId}`,
      readAt: isRead ? new Date(at.getTime() + ANSWER_MS) : null,
    },
  ]
}

function planReminders(tx: Tx, today: Today, { id: bookingId, day, startsMinute, startsAt }: Booking): void {
  for (const { kind: which, day: on, minute } of reminderTimes(day, startsMinute)) {
    const runAt = toInstant(on, minute, ZONE)
    const payload = { bookingId, which, startsAt: startsAt.toISOString() }
    if (runAt > today.now) tx.enqueue({ kind: 'booking.reminder', payload, runAt })
  }
}

/** Bookings of tomorrow that nobody has confirmed, and one reminder that reached nobody. */
async function seedCalls(tx: Tx, vault: Vault, today: Today): Promise<void> {
  const where = { day: dayIn(today, 1) }
  const bookings = await tx.find(Booking, { where, order: { startsMinute: 'ASC', id: 'ASC' } })
  const open = [...new Set(bookings.map(({ storeId }) => storeId))].flatMap((store) => {
    const inState = (wanted: Booking['state']) =>
      bookings.filter(({ storeId, state }) => storeId === store && state === wanted)
    return [...inState('placed').slice(0, CALLS - 1), ...inState('confirmed').slice(0, 1)]
  })
  const views = await toViews(tx, vault, { now: () => today.now }, open)
  await tx.insert(
    PhoneTodo,
    open.flatMap((row, i) => (views[i] ? [callOf(today, row, views[i])] : [])),
  )
}

function callOf(today: Today, row: Booking, view: VisitFacts): PhoneTodo {
  const isUnconfirmed = row.state === 'placed'
  const dedupe = `${isUnconfirmed ? 'unconfirmed' : 'message'}:${row.id}:${row.day}:${row.startsMinute}`
  const call = tellReminder(view, 'day_before').plan.call
  return {
    ...{ id: diceOf(dedupe).id(today.began), dedupe, storeId: row.storeId, customerId: row.customerId },
    ...{ bookingId: row.id, kind: isUnconfirmed ? 'unconfirmed' : 'undelivered', dueAt: row.startsAt },
    title: isUnconfirmed ? '预约还没有确认' : (call?.title ?? ''),
    reason: isUnconfirmed
      ? `车主约了${sayTime(view)}，服务：${view.serviceName}。请先确认或改约，并告知车主。`
      : (call?.reason ?? ''),
    ...{ state: 'open', outcome: null, note: null, doneBy: null, doneAt: null, createdAt: today.began },
  }
}
