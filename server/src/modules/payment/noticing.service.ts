import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { SignedRequest } from '../../platform/bind'
import { PayNoticeRefused, type PayNotice as Told } from '../../platform/pay-port'
import { markPaid } from './following.service'
import { PayNotice } from './payment.entity'
import { markRefunded } from './refunding.service'

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
 * What WeChat tells, however often, late or out of order: first it takes effect, which is idempotent by itself, then it is noted as
 * taken, so that a server that dies between the two hears it again.
 */
export async function takeNotice(app: App, request: SignedRequest): Promise<void> {
  const told = await readNotice(app, request)
  if (await app.db.read.findOne(PayNotice, { id: told.id })) return
  if (told.kind === 'payment') await markPaid(app, told.payment)
  else await markRefunded(app, told.refund)
  const number = told.kind === 'payment' ? told.payment.outTradeNo : told.refund.outRefundNo
  const row = { id: told.id, kind: told.kind, number, receivedAt: app.clock.now() }
  await app.db.tx(async (tx) => {
    if (!(await tx.findOne(PayNotice, { id: told.id }))) await tx.insert(PayNotice, row)
  })
}
