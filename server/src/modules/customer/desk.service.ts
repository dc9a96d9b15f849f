import { maskName } from '@pitlane/contract'
import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import type { Customer } from './customer.entity'
import { findByPhone, nameOf } from './customer.queries'
import { newCustomer, requireMobile, sealPhone } from './login.service'
import { CUSTOMER_NAME } from './sealing'

/** The customer who has a mobile number, as a colleague may see them. Throws `request.invalid` for a number that is none. */
export async function findForDesk(
  app: App,
  phone: string,
): Promise<{ customerId: string; maskedName: string | null } | undefined> {
  const known = await findByPhone(app.db.read, app.vault, requireMobile(phone, 'body.phone'))
  if (!known) return undefined
  const name = nameOf(app.vault, known)
  return { customerId: known.id, maskedName: name && maskName(name) }
}

/**
 * The customer who has a mobile number, made when there is none: one person, one record (One-ID), whoever comes first. A name
 * is only ever added, never replaced: it is the owner's own. Run it under `untilFound`. Returns the id.
 */
export async function admitByPhone(
  app: App,
  tx: Tx,
  { phone, name, by, storeId }: { phone: string; name: string; by: AuditActor; storeId: string },
): Promise<string> {
  const now = app.clock.now()
  const mobile = requireMobile(phone, 'body.phone')
  const nameSealed = name ? app.vault.seal(CUSTOMER_NAME, name) : null
  const known: Customer | undefined = await findByPhone(tx, app.vault, mobile)
  if (known) {
    if (nameSealed && !known.nameSealed)
      await tx.put('update customer set name_sealed = ?, version = version + 1 where id = ?', [nameSealed, known.id])
    return known.id
  }
  const id = await newCustomer(tx, now, { ...sealPhone(app, mobile), nameSealed })
  await audit(tx, now, {
    ...{ actor: by, action: 'customer.admit', subject: { type: 'customer', id }, storeId },
    after: { name: name ? maskName(name) : null },
  })
  return id
}
