import { maskName, type identity as contract } from '@pitlane/contract'
import { AppError, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { Customer } from './customer.entity'
import { nameOf, profileOf, requireCustomer } from './customer.queries'
import { CUSTOMER_NAME } from './sealing'

/**
 * The gate of one customer: the first statement of every transaction that changes the customer or the garage, so that such
 * changes come one after the other. Throws `auth.expired` for a customer who was merged into another or does not exist.
 */
export async function passCustomerGate(tx: Tx, customerId: string): Promise<void> {
  const matched = await tx.run('update customer set version = version + 1 where id = ? and merged_into is null', [
    customerId,
  ])
  if (matched === 0) throw new AppError('auth.expired')
}

const maskedName = (name: string | null) => name && maskName(name)

/** Changes how the owner is addressed. A repeat changes nothing more. */
export async function rename(
  app: App,
  actor: CustomerActor,
  name: string,
  request: RequestFacts,
): Promise<contract.CustomerProfile> {
  const now = app.clock.now()
  const { customerId } = actor
  await app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const before = await requireCustomer(tx, customerId)
    await tx.update(Customer, { id: customerId }, { nameSealed: app.vault.seal(CUSTOMER_NAME, name), updatedAt: now })
    await audit(tx, now, {
      ...{ actor, action: 'customer.rename', subject: { type: 'customer', id: customerId } },
      ...{ before: { name: maskedName(nameOf(app.vault, before)) }, after: { name: maskedName(name) } },
      requestId: request.id,
    })
  })
  return profileOf(app.db.read, app.vault, customerId)
}
