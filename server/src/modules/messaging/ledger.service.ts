import { messaging, type View } from '@pitlane/contract'
import { IsNull, Not } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { findTemplate } from './channel.service'
import { SubscribeCredit } from './messaging.entity'
import { countCredits } from './subscribe.service'

/** What is of use to the owner at each moment, in the order in which WeChat lists it. */
const askedAt: Readonly<Record<messaging.ConsentMoment, readonly messaging.TemplateKey[]>> = {
  booking: ['booking_confirmed', 'booking_reminder', 'booking_changed'],
  waitlist: ['waitlist_offer'],
  visit: ['quote_asked', 'service_progress', 'car_ready'],
  payment: ['coupon_ending'],
  ledger: messaging.TemplateKey.options,
}

/**
 * Templates of this account to ask consent for at a moment: no more than WeChat asks for at once, and where there are more,
 * those of which the fewest messages are left.
 */
export async function listTemplates(app: App, customerId: string, moment: messaging.ConsentMoment) {
  const offered = askedAt[moment].flatMap((key) => {
    const template = findTemplate(app.config, key)
    return template ? [{ key, templateId: template.id }] : []
  })
  const counted = await Promise.all(
    offered.map(async (one) => ({ ...one, credits: await countCredits(app.db.read, customerId, one.key) })),
  )
  const scarce = [...counted].sort((a, b) => a.credits - b.credits).slice(0, messaging.MAX_ASKED_AT_ONCE)
  return counted.filter((one) => scarce.includes(one))
}

type Ledger = View<typeof messaging.consentLedger>

const instantOf = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

/** The consent given last, and the one spent last on a message that went out: a void one has no message. */
async function lastOf(db: Reader, customerId: string, template: messaging.TemplateKey) {
  const [given] = await db.find(SubscribeCredit, {
    ...{ where: { customerId, template }, order: { grantedAt: 'DESC' }, take: 1 },
  })
  const [spent] = await db.find(SubscribeCredit, {
    ...{ where: { customerId, template, spentBy: Not(IsNull()) }, order: { spentAt: 'DESC' }, take: 1 },
  })
  return { lastAllowedAt: instantOf(given?.grantedAt), lastSentAt: instantOf(spent?.spentAt) }
}

/** What an owner has allowed in WeChat, in the order in which it is asked for. */
export const readLedger = (app: App, customerId: string): Promise<Ledger> =>
  Promise.all(
    messaging.TemplateKey.options.map(async (key) => ({
      ...{ key, isOffered: findTemplate(app.config, key) !== undefined },
      left: await countCredits(app.db.read, customerId, key),
      ...(await lastOf(app.db.read, customerId, key)),
    })),
  )
