import type { Reader } from '../../platform/database'
import { namesIn } from '../../platform/ports'
import { requireStore } from '../store'
import type { Plan } from './ladder'
import type { NewMessage } from './new-message'
import type { MessageWording } from './messaging.entity'
import { findShipped } from './shipped.service'
import { cut } from './template-fields'
import { render } from './previewing.service'
import { wordingsInForce } from './wording-reading.service'

const MAX_BODY = 300

/** What a message says on each channel, in the words in force. */
interface Worded {
  readonly body: string
  readonly wordingVersion: number
  readonly plan: Plan
}

function wordWechat(wechat: NonNullable<Plan['wechat']>, row: MessageWording): NonNullable<Plan['wechat']> {
  const values: Record<string, string> = {}
  for (const [name, text] of Object.entries(row.content.fields)) {
    const value = render(text, wechat.values)
    if (value === undefined) return wechat
    values[name] = value
  }
  return { ...wechat, values: { ...wechat.values, ...values }, version: row.version }
}

function wordSms(
  sms: NonNullable<Plan['sms']>,
  row: MessageWording,
  kind: NewMessage['kind'],
): NonNullable<Plan['sms']> {
  const { text, vendorTemplate } = row.content
  const isSaid = sms.template === kind && namesIn(text).every((name) => sms.variables[name] !== undefined)
  if (!isSaid || !vendorTemplate) return sms
  return { ...sms, own: { vendorTemplate, text }, version: row.version }
}

type Rows = Awaited<ReturnType<typeof wordingsInForce>>

function wordPlan({ kind, plan }: NewMessage, rows: Rows): Plan {
  const [wechat, sms] = [rows.get('wechat'), rows.get('sms')]
  const isSaid = plan.wechat && findShipped(kind, 'wechat')?.template === plan.wechat.template
  return {
    ...plan,
    ...(plan.wechat && wechat && isSaid ? { wechat: wordWechat(plan.wechat, wechat) } : {}),
    ...(plan.sms && sms ? { sms: wordSms(plan.sms, sms, kind) } : {}),
  }
}

/**
 * Puts a message into the words of its group; where a value is missing that they need, it keeps the shipped ones. It is done when the
 * message is written: what waits is sent as it was made.
 */
export async function wordMessage(db: Reader, message: NewMessage): Promise<Worded> {
  const { kind, body } = message
  const store = await requireStore(db, message.storeId)
  const rows = await wordingsInForce(db, store.groupId, kind)
  const inbox = rows.get('inbox')
  const own =
    inbox && render(inbox.content.text, { store: store.name, phone: store.phone, ...message.values, text: body })
  return {
    ...{ body: cut(own ?? body, MAX_BODY), wordingVersion: own === undefined ? 1 : (inbox?.version ?? 1) },
    plan: wordPlan(message, rows),
  }
}
