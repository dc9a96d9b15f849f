import { formatMinute, formatFen } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { send } from '../messaging'
import { requireStore } from '../store'
import { sayMoment } from './job-words'
import type { Quote, Workorder } from './workorder.entity'

/** The advisor calls an owner who was not reached in this time (DOMAIN §2.5). */
const CALL_WITHIN_MS = 30 * 60_000

/** Asks the owner to agree to a quote: in the app, by a subscribe message, else by a call. */
export async function tellQuote(app: App, tx: Tx, workorder: Workorder, quote: Quote): Promise<void> {
  const { id, customerId, storeId, bookingId } = workorder
  const store = await requireStore(tx, storeId)
  const promised = toLocal(quote.promisedAt, store.timeZone)
  const total = formatFen(quote.totalFen)
  await send(app, tx, {
    ...{ dedupe: `quote:${id}:${quote.version}`, kind: 'quote_sent', customerId, storeId, bookingId },
    body: `您的爱车报价已出：合计 ${total}，最晚 ${sayMoment(promised)} 交车。请核对项目和价格后确认，确认前不会施工。`,
    link: `/packages/visit/pages/progress/index?workorderId=${id}`,
    plan: {
      wechat: {
        template: 'booking_changed',
        values: {
          state: '待您确认',
          time: `${promised.day} ${formatMinute(promised.minute)}`,
          reason: `报价合计${total}`,
        },
      },
      call: {
        title: '报价待客户确认',
        reason: `请致电车主说明报价（合计 ${total}，最晚 ${sayMoment(promised)} 交车），同意后在工单登记。`,
        dueAt: new Date(app.clock.now().getTime() + CALL_WITHIN_MS).toISOString(),
      },
    },
  })
}
