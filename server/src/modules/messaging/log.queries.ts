import { maskName, maskPhone, type messageLog } from '@pitlane/contract'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { StoreScope } from '../../platform/scope'
import { sqlInstant } from '../../platform/sql'
import { readContact } from '../customer'
import { Message, MessageDelivery } from './messaging.entity'
import { eachOf, pageOf } from './messaging.queries'

const PAGE = 30

const ORDER = ['wechat', 'sms', 'call']

/** Which messages are meant, as SQL; `?` is now. */
const standings: Readonly<Record<messageLog.LogStanding, string>> = {
  withheld: 'm.withheld is not null and ? is not null',
  held: 'm.plan_sealed is not null and m.held_until > ?',
  unread: 'm.read_at is null and m.is_shown = 1 and ? is not null',
  failed: `? is not null and exists (select 1 from message_delivery d
    where d.message_id = m.id and d.state in ('failed', 'unknown'))`,
}

export interface LogFilter {
  readonly kind?: string | undefined
  readonly standing?: messageLog.LogStanding | undefined
  readonly customerId?: string | undefined
  readonly after?: string | undefined
}

/** One page of what customers of a store were told, latest first. */
export async function listLog(app: App, { storeId }: StoreScope, filter: LogFilter) {
  const { kind, standing, customerId, after } = filter
  const now = sqlInstant(app.clock.now())
  const parts = [
    { sql: 'm.store_id = ?', given: storeId },
    ...(kind ? [{ sql: 'm.kind = ?', given: kind }] : []),
    ...(customerId ? [{ sql: 'm.customer_id = ?', given: customerId }] : []),
    ...(after ? [{ sql: 'm.id < ?', given: after }] : []),
    ...(standing ? [{ sql: standings[standing], given: now }] : []),
  ]
  const ids = await app.db.read.rows<{ id: string }>(
    `select m.id from message m where ${parts.map(({ sql }) => sql).join(' and ')} order by m.id desc limit ${PAGE + 1}`,
    parts.map(({ given }) => given),
  )
  const { page, next } = pageOf(ids, PAGE)
  return {
    items: await entriesOf(
      app,
      page.map(({ id }) => id),
    ),
    next,
  }
}

async function entriesOf(app: App, ids: readonly string[]): Promise<messageLog.Entry[]> {
  if (ids.length === 0) return []
  const messages = await app.db.read.find(Message, { where: { id: In([...ids]) }, order: { id: 'DESC' } })
  const deliveries = await app.db.read.find(MessageDelivery, { where: { messageId: In([...ids]) } })
  const contacts = await eachOf(
    messages.map((message) => message.customerId),
    (id) => readContact(app.db.read, app.vault, id),
  )
  return messages.map((message) => {
    const { name, phone } = contacts.get(message.customerId) ?? { name: null, phone: null }
    const mine = deliveries.filter(({ messageId }) => messageId === message.id)
    return {
      ...entryOf(message),
      ...{ maskedName: name && maskName(name), maskedPhone: phone && maskPhone(phone) },
      deliveries: mine.sort((a, b) => ORDER.indexOf(a.channel) - ORDER.indexOf(b.channel)).map(deliveryOf),
    }
  })
}

const entryOf = (row: Message) => ({
  ...{ id: row.id, kind: row.kind, purpose: row.purpose, body: row.body, cause: row.dedupe },
  ...{ bookingId: row.bookingId, customerId: row.customerId, createdAt: row.createdAt.toISOString() },
  ...{ readAt: row.readAt?.toISOString() ?? null, isShown: row.isShown, wordingVersion: row.wordingVersion },
  ...{ heldUntil: row.heldUntil?.toISOString() ?? null, withheld: row.withheld },
})

const deliveryOf = (row: MessageDelivery): messageLog.Entry['deliveries'][number] => ({
  ...{ channel: row.channel, state: row.state, error: row.errorCode, at: row.at.toISOString() },
  ...{ wordingVersion: row.wordingVersion, isDelivered: row.isDelivered, reportCode: row.reportCode },
})
