import { maskPhone, type identity as contract, type View } from '@pitlane/contract'
import type { CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { endSessions, extendSession, openSession, type OpenSession } from '../identity'
import { Customer, WechatLink } from './customer.entity'
import type { CustomerMerged } from './customer.events'
import { findByPhone, maskedPhoneOf, requireCustomer } from './customer.queries'
import { passCustomerGate } from './customer.service'
import { askWechat, loggedIn, Overtaken, requireMobile, sealPhone, untilFound } from './login.service'

/** One request to bind a phone. */
interface Binding {
  readonly actor: CustomerActor
  readonly phone: string
  readonly now: Date
  readonly request: RequestFacts
}

/**
 * Binds the phone that WeChat vouches for, in the place of any other. A phone that already is a customer wins: the WeChat
 * account then belongs to that customer, the caller is merged into it, the caller's log-ins end, and the answer is a log-in
 * of the other. Throws `identity.wechat_code_invalid` and `identity.wechat_unavailable`. A repeat needs a new code and
 * changes nothing.
 */
export async function bindPhoneByWechat(
  app: App,
  actor: CustomerActor,
  code: string,
  request: RequestFacts,
): Promise<View<typeof contract.bindPhoneByWechat>> {
  const phone = requireMobile(await askWechat(app, request.id, () => app.ports.wechat.phoneOf(code)), 'body.code')
  const now = app.clock.now()
  const opened = await untilFound(() => app.db.tx((tx) => bindPhone(app, tx, { actor, phone, now, request })))
  return loggedIn(app, opened)
}

async function bindPhone(app: App, tx: Tx, binding: Binding): Promise<OpenSession> {
  const { actor, phone, now } = binding
  await passCustomerGate(tx, actor.customerId)
  const caller = await requireCustomer(tx, actor.customerId)
  const holder = await findByPhone(tx, app.vault, phone)
  if (holder && holder.id !== caller.id) return mergeInto(app, tx, caller, holder, binding)
  if (!holder) await setPhone(app, tx, caller, binding)
  // The old refresh token stays good: if this answer is lost, the owner is still logged in.
  return extendSession(tx, now, { kind: 'customer', id: caller.id, sessionId: actor.sessionId })
}

async function setPhone(app: App, tx: Tx, caller: Customer, { actor, phone, now, request }: Binding): Promise<void> {
  await tx.update(Customer, { id: caller.id }, { ...sealPhone(app, phone), updatedAt: now })
  await audit(tx, now, {
    ...{ actor, action: 'customer.bind_phone', subject: { type: 'customer', id: caller.id } },
    ...{ before: { phone: maskedPhoneOf(app.vault, caller) }, after: { phone: maskPhone(phone) } },
    requestId: request.id,
  })
}

/**
 * The caller becomes the holder of the phone. A phone the caller had before is given up, as it is when a phone is replaced:
 * numbers are handed on to strangers, so an old one must not lead here any more.
 */
async function mergeInto(
  app: App,
  tx: Tx,
  caller: Customer,
  holder: Customer,
  { actor, phone, now, request }: Binding,
): Promise<OpenSession> {
  const isHeld = await tx.run('update customer set version = version + 1 where id = ? and phone_hash = ?', [
    ...[holder.id, holder.phoneHash],
  ])
  if (!isHeld) throw new Overtaken('the phone changed hands')
  const gone = { mergedInto: holder.id, phoneSealed: null, phoneHash: null, updatedAt: now }
  await tx.update(Customer, { id: caller.id }, gone)
  await tx.update(Customer, { id: holder.id }, { nameSealed: holder.nameSealed ?? caller.nameSealed, updatedAt: now })
  await tx.update(WechatLink, { customerId: caller.id }, { customerId: holder.id })
  await endSessions(tx, now, { kind: 'customer', id: caller.id })
  tx.emit({ type: 'customer.merged', from: caller.id, to: holder.id } satisfies CustomerMerged)
  await audit(tx, now, {
    ...{ actor, action: 'customer.merge', subject: { type: 'customer', id: holder.id } },
    before: { customerId: caller.id, phone: maskedPhoneOf(app.vault, caller) },
    after: { customerId: holder.id, phone: maskPhone(phone) },
    requestId: request.id,
  })
  return openSession(tx, now, { kind: 'customer', id: holder.id }, request)
}
