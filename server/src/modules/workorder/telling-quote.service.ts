import { formatFen } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { sayMoment } from './job-words'
import { tellOwner } from './telling.service'
import type { Quote, Workorder } from './workorder.entity'

/** Asks the owner to agree to a quote: in the app, by a subscribe message, else by a call. */
export async function tellQuote(app: App, tx: Tx, workorder: Workorder, quote: Quote): Promise<void> {
  const { timeZone } = await requireStore(tx, workorder.storeId)
  const promised = sayMoment(toLocal(quote.promisedAt, timeZone))
  const total = formatFen(quote.totalFen)
  await tellOwner(app, tx, workorder, {
    ...{
      dedupe: `quote:${workorder.id}:${quote.version}`,
      kind: 'quote_sent',
      brief: '报价单',
      totalFen: quote.totalFen,
    },
    body: `您的爱车报价已出：合计 ${total}，最晚 ${promised} 交车。请核对项目和价格后确认，确认前不会施工。`,
    call: `请致电车主说明报价（合计 ${total}，最晚 ${promised} 交车），同意后在工单登记。`,
  })
}
