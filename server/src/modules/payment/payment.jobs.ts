import { HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { checkOrder } from './following.service'
import { heedNotice, NOTICE_JOB } from './noticing.service'
import { reconcile } from './reconciling.service'
import { pursueRefund } from './refunding.service'

/** What WeChat has told. */
export const noticeJob: JobHandler = { kind: NOTICE_JOB, run: heedNotice }

/** Planned several times with each payment in WeChat: settles those whose notice was lost. */
export const checkJob: JobHandler = {
  kind: 'payment.check',
  run: (app, payload) => checkOrder(app, String(payload['orderId'])),
}

/** Planned several times with each refund by WeChat. */
export const refundJob: JobHandler = {
  kind: 'payment.refund',
  run: (app, payload) => pursueRefund(app, String(payload['refundId'])),
}

/** Compares yesterday with the bill of WeChat Pay, once the bill is there. */
export const reconcileJob: JobHandler = {
  kind: 'payment.reconcile',
  everyMs: HOUR_MS,
  run: (app) => reconcile(app),
}
