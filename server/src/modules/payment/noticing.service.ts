import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { SignedRequest } from '../../platform/bind'
import { PayNoticeRefused, type PayNotice as Told, type Refund } from '../../platform/pay-port'
import { isDuplicate } from '../../platform/sql'
import { markPaid } from './following.service'
import { PayNotice } from './payment.entity'
import { markRefunded } from './refunding.service'

export const NOTICE_JOB = 'payment.notice'

async function readNotice(app: App, { headers, body }: SignedRequest): Promise<Told> {
  const { pay } = app.ports
  if (!pay) throw new AppError('settlement.notice_refused')
  try {
    return await pay.readNotice(headers, body)
  } catch (e) {
    if (!(e instanceof PayNoticeRefused)) throw e
    app.log.warn({ why: e.why }, 'a payment notice was refused')
    throw new AppError('settlement.notice_refused')
  }
}

/**
 * What WeChat tells, however often, late or out of order: it is kept once, with the job that makes it take effect, and WeChat may be
 * told so, which waits five seconds for that. Throws `settlement.notice_refused` for what WeChat did not sign.
 */
export async function takeNotice(app: App, request: SignedRequest): Promise<void> {
  const told = await readNotice(app, request)
  const now = app.clock.now()
  try {
    await app.db.tx(async (tx) => {
      const payload = payloadOf(told)
      await tx.insert(PayNotice, { id: told.id, kind: told.kind, number: payload.number, receivedAt: now })
      tx.enqueue({ kind: NOTICE_JOB, payload, runAt: now })
    })
  } catch (e) {
    // It is kept already, and its job with it.
    if (!isDuplicate(e)) throw e
  }
}

/** What its job needs to know. Who paid is nobody's business here. */
function payloadOf(told: Told) {
  if (told.kind === 'refund') return { kind: told.kind, number: told.refund.outRefundNo, state: told.refund.state }
  const { outTradeNo: number, transactionId, amountFen, paidAt } = told.payment
  return { kind: told.kind, number, transactionId, amountFen, paidAt: paidAt.toISOString() }
}

/** The job of a notice; a repeat changes nothing. */
export async function heedNotice(app: App, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const number = String(payload['number'])
  if (payload['kind'] === 'refund')
    return markRefunded(app, { outRefundNo: number, state: payload['state'] as Refund['state'] })
  await markPaid(app, {
    ...{ outTradeNo: number, transactionId: String(payload['transactionId']) },
    ...{ amountFen: Number(payload['amountFen']), paidAt: new Date(String(payload['paidAt'])) },
  })
}
