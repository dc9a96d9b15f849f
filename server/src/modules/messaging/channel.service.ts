import type { messaging } from '@pitlane/contract'
import type { App } from '../../platform/app'
import type { Config } from '../../platform/config'
import { VendorError } from '../../platform/ports'
import { findOpenids, readContact } from '../customer'
import { outcomeOf, skipped, type Outcome, type Plan } from './ladder'
import type { Message } from './messaging.entity'
import { giveCreditBack, takeCredit, voidCredits } from './subscribe.service'
import { cut, fillFields, libraryFields } from './template-fields'

/** The template of this account behind one of our names, or undefined when the account has not applied for it. */
export function findTemplate(config: Config, key: messaging.TemplateKey) {
  const templates: Readonly<Record<messaging.TemplateKey, Config['WECHAT_TEMPLATE_BOOKING_CONFIRMED']>> = {
    booking_confirmed: config.WECHAT_TEMPLATE_BOOKING_CONFIRMED,
    booking_reminder: config.WECHAT_TEMPLATE_BOOKING_REMINDER,
    booking_changed: config.WECHAT_TEMPLATE_BOOKING_CHANGED,
    waitlist_offer: config.WECHAT_TEMPLATE_WAITLIST_OFFER,
    quote_asked: config.WECHAT_TEMPLATE_QUOTE_ASKED,
    service_progress: config.WECHAT_TEMPLATE_SERVICE_PROGRESS,
    car_ready: config.WECHAT_TEMPLATE_CAR_READY,
    coupon_ending: config.WECHAT_TEMPLATE_COUPON_ENDING,
  }
  const found = templates[key]
  return found && { id: found.id, fields: found.fields ?? libraryFields[key] }
}

/** Sends a subscribe message, if the owner has a WeChat account here and a consent left for it. */
export async function sendByWechat(app: App, message: Message, plan: NonNullable<Plan['wechat']>): Promise<Outcome> {
  const template = findTemplate(app.config, plan.template)
  if (!template) return skipped('no_template')
  const { customerId } = message
  const openids = await findOpenids(app.db.read, app.vault, customerId)
  if (openids.length === 0) return skipped('no_openid')
  const now = app.clock.now()
  const isAllowed = await app.db.tx((tx) => takeCredit(tx, now, customerId, plan.template, message.id))
  if (!isAllowed) return skipped('no_credit')
  const data = fillFields(template.fields, plan.values)
  const refusal = await tryEach(openids, (openid) =>
    app.ports.wechat.sendSubscribeMessage({ openid, templateId: template.id, page: message.link ?? '', data }),
  )
  if (!refusal) return { state: 'sent' }
  const isSpent = refusal.reason === 'user_refused'
  await app.db.tx((tx) => (isSpent ? voidCredits(tx, now, customerId, plan.template) : giveCreditBack(tx, message.id)))
  return outcomeOf(refusal.reason)
}

/** The ledger does not know which of an owner's accounts gave the consent: a refusal (43101) sent nothing, so the next is asked. */
async function tryEach(openids: readonly string[], send: (openid: string) => Promise<void>) {
  let refusal: VendorError | undefined
  for (const openid of openids) {
    try {
      await send(openid)
      return undefined
    } catch (e) {
      if (!(e instanceof VendorError)) throw e
      refusal = e
      if (e.reason !== 'user_refused') break
    }
  }
  return refusal
}

/** Vendors take 1 to 35 characters a value. */
const SMS_VALUE = 35

/** Sends a text message, if the owner's phone is known. */
export async function sendBySms(app: App, message: Message, plan: NonNullable<Plan['sms']>): Promise<Outcome> {
  const { phone } = await readContact(app.db.read, app.vault, message.customerId)
  if (!phone) return skipped('no_phone')
  const variables = Object.fromEntries(
    Object.entries(plan.variables).map(([name, value]) => [name, cut(value, SMS_VALUE) || '无']),
  )
  try {
    const own = plan.own ? { own: plan.own } : {}
    const { receiptId } = await app.ports.sms.send({ phone, template: plan.template, variables, ...own })
    return { state: 'sent', receiptId }
  } catch (e) {
    if (!(e instanceof VendorError)) throw e
    return outcomeOf(e.reason)
  }
}
