import type { Body, messaging } from '@pitlane/contract'
import { IsNull } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { SubscribeCredit } from './messaging.entity'

/** Consents of a customer that have not been spent. WeChat tells nobody how many there are, so this ledger has to know. */
export const countCredits = (db: Reader, customerId: string, template: messaging.TemplateKey): Promise<number> =>
  db.count(SubscribeCredit, { customerId, template, spentAt: IsNull() })

/** Writes down what an owner allowed. The same `requestId` again changes nothing. */
export async function recordConsents(
  app: App,
  customerId: string,
  { requestId, accepted }: Body<typeof messaging.recordConsents>,
): Promise<Record<string, never>> {
  const grantedAt = app.clock.now()
  const rows = [...new Set(accepted)].map((template) => ({
    ...{ id: newId(), customerId, template, requestId, grantedAt, spentAt: null, spentBy: null },
  }))
  try {
    await app.db.tx((tx) => tx.insert(SubscribeCredit, rows))
  } catch (e) {
    if (!isDuplicate(e)) throw e
  }
  return {}
}

/** Spends the oldest consent on a message. False when there is none. */
export async function takeCredit(
  tx: Tx,
  now: Date,
  customerId: string,
  template: messaging.TemplateKey,
  messageId: string,
): Promise<boolean> {
  const left = await tx.find(SubscribeCredit, {
    where: { customerId, template, spentAt: IsNull() },
    order: { id: 'ASC' },
    take: 5,
  })
  for (const { id } of left) {
    // Another message may be after the same one.
    const matched = await tx.run(
      'update subscribe_credit set spent_at = ?, spent_by = ? where id = ? and spent_at is null',
      [sqlInstant(now), messageId, id],
    )
    if (matched > 0) return true
  }
  return false
}

/** The message did not leave: the consent is as good as before. If WeChat has counted it after all, it will say 43101. */
export const giveCreditBack = (tx: Tx, messageId: string): Promise<number> =>
  tx.run('update subscribe_credit set spent_at = null, spent_by = null where spent_by = ?', [messageId])

/** WeChat says that nothing is left: whatever the ledger still held is void. */
export const voidCredits = (tx: Tx, now: Date, customerId: string, template: messaging.TemplateKey): Promise<number> =>
  tx.run('update subscribe_credit set spent_at = ? where customer_id = ? and template = ? and spent_at is null', [
    ...[sqlInstant(now), customerId, template],
  ])
