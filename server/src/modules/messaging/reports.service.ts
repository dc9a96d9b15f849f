import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { VendorError, type SmsReport } from '../../platform/ports'
import { sqlInstant } from '../../platform/sql'
import { callInTx } from './delivery.service'
import { Message, MessageDelivery } from './messaging.entity'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function readReports(app: App, body: unknown): SmsReport[] {
  try {
    return app.ports.sms.readReports(body)
  } catch (e) {
    throw e instanceof VendorError ? new AppError('request.invalid') : e
  }
}

/**
 * Writes down what became of text messages. What the carrier could not deliver becomes a call of the store, where the message is
 * worth one. Reports of what we do not know (log-in codes have no row) and repeats change nothing. Throws `auth.forbidden` without
 * the key.
 */
export async function takeReports(app: App, key: string, body: unknown): Promise<void> {
  const expected = app.config.SMS_REPORT_KEY
  if (!expected || !timingSafeEqual(digest(key), digest(expected))) throw new AppError('auth.forbidden')
  for (const report of readReports(app, body)) await takeReport(app, report)
}

async function takeReport(app: App, { receiptId, isDelivered, code }: SmsReport): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const delivery = await tx.findOne(MessageDelivery, { receiptId, channel: 'sms' })
    if (!delivery) return
    const matched = await tx.run(
      `update message_delivery set is_delivered = ?, report_code = ?, reported_at = ?, state = ?, error_code = ?
        where message_id = ? and channel = 'sms' and reported_at is null`,
      [
        ...[Number(isDelivered), code.slice(0, 40), sqlInstant(now), isDelivered ? 'sent' : 'failed'],
        ...[isDelivered ? null : 'undelivered', delivery.messageId],
      ],
    )
    const message = matched > 0 ? await tx.findOne(Message, { id: delivery.messageId }) : undefined
    if (!message) return
    if (isDelivered) await tx.update(Message, { id: message.id }, { planSealed: null })
    else await callInTx(app, tx, message)
  })
}
