import { isMobile, normPhone, type identity as contract, type View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { describeFault } from '../../platform/log'
import { VendorError } from '../../platform/ports'
import { isDuplicate } from '../../platform/sql'
import {
  consumeSmsCode,
  issueSmsCode,
  openSession,
  recordConsent,
  requireConsent,
  tokensOf,
  type OpenSession,
} from '../identity'
import { Customer, WechatLink } from './customer.entity'
import { findByPhone, profileOf } from './customer.queries'
import { CUSTOMER_OPENID, CUSTOMER_PHONE } from './sealing'
import { refusalOf } from './wechat-refusal'

type LoggedIn = View<typeof contract.loginByWechat>

const ATTEMPTS = 5

/** What was read is not true any more: the transaction starts again from the beginning. */
export class Overtaken extends Error {}

/**
 * Runs a transaction that looks a customer up and makes what is missing. Of several at once the unique keys let one make
 * it; the others run again and find it.
 */
export async function untilFound<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (e) {
      if (!(isDuplicate(e) || e instanceof Overtaken) || attempt === ATTEMPTS) throw e
    }
  }
}

/** Asks WeChat, outside any transaction. Throws the `identity.wechat_…` code that tells the owner what to do. */
export async function askWechat<T>(app: App, requestId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (e) {
    if (!(e instanceof VendorError)) throw e
    app.log.warn({ requestId, reason: e.reason, fault: describeFault(e) }, 'WeChat refused or failed')
    throw new AppError(refusalOf(e.reason))
  }
}

/** A mainland mobile number in its one stored form. Throws `request.invalid`. */
export function requireMobile(text: string, at: string): string {
  const phone = normPhone(text)
  if (!isMobile(phone)) throw new AppError('request.invalid', { fields: [{ at, rule: 'mobile' }] })
  return phone
}

/** The answer to every way of logging in. */
export async function loggedIn(app: App, opened: OpenSession): Promise<LoggedIn> {
  return { ...(await tokensOf(app, opened)), profile: await profileOf(app.db.read, app.vault, opened.subject.id) }
}

/** Makes a customer, with whatever is known of them. Returns the id. */
export async function newCustomer(
  tx: Tx,
  now: Date,
  known?: Pick<Customer, 'phoneSealed' | 'phoneHash'> & Partial<Pick<Customer, 'nameSealed'>>,
): Promise<string> {
  const id = newId()
  await tx.insert(Customer, {
    ...{ id, nameSealed: null, phoneSealed: null, phoneHash: null, ...known },
    ...{ mergedInto: null, version: 1, createdAt: now, updatedAt: now },
  })
  return id
}

/**
 * Logs in whoever WeChat says it is; the first time it makes the customer. Throws `identity.consent_required` and the
 * `identity.wechat_…` codes. A repeat needs a new WeChat code and opens another log-in of the same customer.
 */
export async function loginByWechat(
  app: App,
  body: { code: string; consentVersion: string },
  request: RequestFacts,
): Promise<LoggedIn> {
  requireConsent(body.consentVersion)
  const { openid } = await askWechat(app, request.id, () => app.ports.wechat.codeToSession(body.code))
  const openidHash = app.vault.blind(CUSTOMER_OPENID, openid)
  const now = app.clock.now()
  const opened = await untilFound(() =>
    app.db.tx(async (tx) => {
      const link = await tx.findOne(WechatLink, { openidHash })
      const customerId = link?.customerId ?? (await newCustomer(tx, now))
      await recordConsent(tx, now, { subjectType: 'customer', id: customerId, channel: 'weapp' }, request)
      if (!link) {
        const openidSealed = app.vault.seal(CUSTOMER_OPENID, openid)
        await tx.insert(WechatLink, { openidHash, openidSealed, customerId, createdAt: now })
      }
      return openSession(tx, now, { kind: 'customer', id: customerId }, request)
    }),
  )
  return loggedIn(app, opened)
}

/** Sends a log-in code, whether or not the number is known. Throws what `issueSmsCode` throws, and `identity.consent_required`. */
export async function sendSmsCode(
  app: App,
  body: { phone: string; consentVersion: string },
  request: RequestFacts,
): Promise<View<typeof contract.sendSmsCode>> {
  requireConsent(body.consentVersion)
  return issueSmsCode(app, requireMobile(body.phone, 'body.phone'), request)
}

/**
 * Logs in whoever holds the phone; the first time it makes the customer. Throws `identity.consent_required` and
 * `identity.sms_code_wrong`. A code works once, also when it is sent twice at the same moment.
 */
export async function loginBySms(
  app: App,
  body: { phone: string; code: string; consentVersion: string },
  request: RequestFacts,
): Promise<LoggedIn> {
  requireConsent(body.consentVersion)
  const phone = requireMobile(body.phone, 'body.phone')
  const opened = await untilFound(() => app.db.tx((tx) => enterByPhone(app, tx, phone, body.code, request)))
  if (!opened) throw new AppError('identity.sms_code_wrong')
  return loggedIn(app, opened)
}

async function enterByPhone(
  app: App,
  tx: Tx,
  phone: string,
  code: string,
  request: RequestFacts,
): Promise<OpenSession | undefined> {
  const now = app.clock.now()
  if (!(await consumeSmsCode(tx, app.vault, now, phone, code))) return undefined
  const known = await findByPhone(tx, app.vault, phone)
  const customerId = known?.id ?? (await newCustomer(tx, now, sealPhone(app, phone)))
  await recordConsent(tx, now, { subjectType: 'customer', id: customerId, channel: 'h5' }, request)
  return openSession(tx, now, { kind: 'customer', id: customerId }, request)
}

/** A phone as it is stored. */
export const sealPhone = (app: App, phone: string) => ({
  phoneSealed: app.vault.seal(CUSTOMER_PHONE, phone),
  phoneHash: app.vault.blind(CUSTOMER_PHONE, phone),
})
