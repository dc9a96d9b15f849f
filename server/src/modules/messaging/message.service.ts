import { messaging } from '@pitlane/contract'
import { AppError, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { sqlInstant } from '../../platform/sql'
import { survivorOf } from '../customer'
import type { NewMessage } from './new-message'
import { Message, PhoneTodo, SubscribeCredit } from './messaging.entity'
import { countUnread } from './messaging.queries'
import { MESSAGE_PLAN } from './sealing'
import { adoptPreferences, wishesOf } from './preference.service'
import { wordMessage } from './worded.service'

/**
 * Puts a message into the owner's inbox and, after the commit, takes it up the ladder of channels. What an owner has not agreed to is
 * only written down, with that reason. An occasion that was told before is left alone. Of two at the same moment one transaction
 * fails on the unique key: call it from a job or listener, which then runs again and finds it told.
 */
export async function send(app: App, tx: Tx, message: NewMessage): Promise<void> {
  if (await tx.findOne(Message, { dedupe: message.dedupe })) return
  const { plan: _plan, body: _body, values: _values, ...columns } = message
  const { plan, ...worded } = await wordMessage(tx, message)
  const purpose = messaging.kindPurposes[message.kind]
  const { isAllowed } = await wishesOf(tx, message.customerId, purpose)
  const now = app.clock.now()
  const id = newId()
  await tx.insert(Message, {
    ...{ id, ...columns, ...worded, purpose, title: messaging.messageKinds[message.kind], isShown: isAllowed },
    ...{ planSealed: isAllowed ? app.vault.seal(MESSAGE_PLAN, JSON.stringify(plan)) : null, heldUntil: null },
    ...{ withheld: isAllowed ? null : 'no_consent', createdAt: now, readAt: null },
  })
  if (!isAllowed) return
  tx.enqueue({ kind: 'messaging.deliver', payload: { messageId: id }, runAt: now })
  announceInbox(tx, message.customerId)
}

/** What was to be told in the morning is not true any more: it stays in the inbox and is not sent. */
export async function dropHeld(tx: Tx, bookingId: string): Promise<void> {
  await tx.run(
    `update message set withheld = 'superseded', plan_sealed = null
      where booking_id = ? and kind in ('booking_confirmed', 'booking_reminder')
        and held_until is not null and plan_sealed is not null`,
    [bookingId],
  )
}

function announceInbox(tx: Tx, customerId: string): void {
  const topic = { kind: 'mine' as const }
  tx.announce({
    ...{ to: 'followers', key: `mine:${customerId}` },
    message: { type: 'changed', topic, what: 'message' },
  })
}

/** Marks one of the owner's messages as read. Throws `messaging.message_not_found` for anybody else's. */
export async function markRead(app: App, actor: CustomerActor, messageId: string): Promise<{ unread: number }> {
  const { customerId } = actor
  if ((await app.db.read.count(Message, { id: messageId, customerId })) === 0)
    throw new AppError('messaging.message_not_found')
  await markUnread(app, 'id = ? and customer_id = ?', [messageId, customerId], customerId)
  return { unread: await countUnread(app.db.read, customerId) }
}

/** Marks all of the owner's messages as read. */
export async function markAllRead(app: App, { customerId }: CustomerActor): Promise<{ unread: number }> {
  await markUnread(app, 'customer_id = ?', [customerId], customerId)
  return { unread: await countUnread(app.db.read, customerId) }
}

async function markUnread(app: App, where: string, parameters: readonly string[], customerId: string): Promise<void> {
  const now = sqlInstant(app.clock.now())
  await app.db.tx(async (tx) => {
    const sql = `update message set read_at = ? where ${where} and read_at is null`
    if ((await tx.run(sql, [now, ...parameters])) > 0) announceInbox(tx, customerId)
  })
}

/** Two customers turned out to be one: messages, consents, wishes and calls follow. */
export async function adoptMessages(app: App, tx: Tx, from: string, to: string): Promise<void> {
  const customerId = await survivorOf(tx, to)
  await tx.update(Message, { customerId: from }, { customerId })
  await tx.update(SubscribeCredit, { customerId: from }, { customerId })
  await tx.update(PhoneTodo, { customerId: from }, { customerId })
  await adoptPreferences(tx, app.clock.now(), from, customerId)
}
