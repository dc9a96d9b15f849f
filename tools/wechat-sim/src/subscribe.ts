import { keepIn, keepLast } from './bounded'
import { isOpenid } from './openid'
import type { Account } from './options'
import { Refusal, type WechatReply } from './refusal'
import { faultIn, type Template } from './template-fields'

/** A message as it would stand on the owner's phone. */
export interface SentMessage {
  at: string
  openid: string
  templateId: string
  title: string
  page: string
  /** Field key, the words before the value, the value. */
  fields: { key: string; label: string; value: string }[]
}

/** `POST /cgi-bin/message/subscribe/send`, with the consents that it spends. */
export interface Subscriptions {
  /** The user tapped 允许 once: one more message of this template may be sent. Answers how many now may. */
  allow(openid: string, templateId: string): number
  send(body: Record<string, unknown>): WechatReply
  messages(): readonly SentMessage[]
  template(id: string): Template | undefined
}

const WELL_FORMED = /^[\w-]+(?:\/[\w-]+)*$/

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function valuesOf(data: unknown): Map<string, string> {
  if (!isObject(data)) throw new Refusal(47003, 'data is empty')
  const values = new Map<string, string>()
  for (const [field, entry] of Object.entries(data)) {
    const value = isObject(entry) ? entry.value : undefined
    if (typeof value === 'string' || typeof value === 'number') values.set(field, String(value))
  }
  return values
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Counts what each user still allows of each template. */
function createConsents() {
  const left = new Map<string, number>()
  const keyOf = (openid: string, templateId: string) => `${openid} ${templateId}`
  return {
    add(openid: string, templateId: string): number {
      const now = (left.get(keyOf(openid, templateId)) ?? 0) + 1
      keepIn(left, keyOf(openid, templateId), now)
      return now
    },
    spend(openid: string, templateId: string): void {
      const now = left.get(keyOf(openid, templateId)) ?? 0
      if (now === 0) throw new Refusal(43101)
      left.set(keyOf(openid, templateId), now - 1)
    },
  }
}

function requirePage(page: string, pages: (() => readonly string[]) | undefined): void {
  const path = page.split('?')[0] ?? ''
  const exists = pages ? pages().includes(path) : WELL_FORMED.test(path)
  if (page && !exists) throw new Refusal(41030)
}

function requireFields(template: Template, data: unknown): SentMessage['fields'] {
  const values = valuesOf(data)
  const fault = faultIn(template, values)
  if (fault) throw new Refusal(47003, fault)
  return Object.entries(template.fields).map(([key, label]) => ({ key, label, value: values.get(key) ?? '' }))
}

export function createSubscriptions(
  account: Account,
  templates: readonly Template[],
  pages?: () => readonly string[],
): Subscriptions {
  const byId = new Map(templates.map((template) => [template.id, template]))
  const consents = createConsents()
  const sent: SentMessage[] = []
  return {
    allow: (openid, templateId) => consents.add(openid, templateId),
    send(body) {
      const openid = textOf(body.touser)
      const page = textOf(body.page)
      if (!isOpenid(account.appid, openid)) throw new Refusal(40003)
      const template = byId.get(textOf(body.template_id))
      if (!template) throw new Refusal(40037)
      requirePage(page, pages)
      const fields = requireFields(template, body.data)
      consents.spend(openid, template.id)
      const at = new Date(account.now()).toISOString()
      keepLast(sent, { at, openid, templateId: template.id, title: template.title, page, fields })
      return { errcode: 0, errmsg: 'ok' }
    },
    messages: () => sent,
    template: (id) => byId.get(id),
  }
}
