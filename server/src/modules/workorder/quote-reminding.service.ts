import { formatFen, MINUTE_MS, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { DomainEvent } from '../../platform/messages'
import { addTodo } from '../messaging'
import { lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { tellOwner } from './telling.service'
import { Quote } from './workorder.entity'

/** A call is of use until the work has to begin. */
const CALL_WITHIN_MS = 30 * MINUTE_MS
const SYSTEM: AuditActor = { kind: 'system', name: 'quote' }

/**
 * The owner has not answered a quote: reminded while the time of the flow's step runs, called when it is over (DOMAIN §2.5). Never an
 * answer by itself. The same notice twice tells nobody twice.
 */
export async function remindOfQuote(app: App, tx: Tx, event: DomainEvent): Promise<void> {
  if (event['subjectType'] !== 'workorder' || event['node'] !== 'authorise') return
  const workorder = await lockWorkorder(app, tx, String(event['subjectId']))
  const { id, storeId, customerId, bookingId, quoteVersion, state } = workorder
  if (state !== 'quoted') return
  const dedupe = `quote:${id}:${quoteVersion}:${String(event['about'])}:${String(event['level'])}`
  if (event['about'] === 'reminded') {
    const body = '提醒您确认报价：您的车正在等您的决定；您不确认，我们不会施工。'
    const news = { dedupe, kind: 'quote_sent', body, brief: '报价单', askedAt: workorder.quotedAt } as const
    return tellOwner(app, tx, workorder, news)
  }
  if (event['about'] !== 'escalated') return
  const quote = await tx.findOne(Quote, { workorderId: id, version: quoteVersion })
  const now = app.clock.now()
  await addTodo(tx, now, {
    ...{ dedupe, kind: 'quote', storeId, customerId, bookingId, title: '报价 30 分钟未确认' },
    reason: `请致电车主确认报价（合计 ${formatFen(quote?.totalFen ?? 0)}）。未同意不得施工。`,
    dueAt: new Date(now.getTime() + CALL_WITHIN_MS),
  })
  await note(app, tx, id, { kind: 'quote_call', by: SYSTEM, staff: '报价 30 分钟未确认，请服务顾问致电', owner: null })
}
