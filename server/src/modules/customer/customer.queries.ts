import { maskPhone, type identity as contract } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { Customer, WechatLink } from './customer.entity'
import { CUSTOMER_NAME, CUSTOMER_OPENID, CUSTOMER_PHONE } from './sealing'

export const findByPhone = (db: Reader, vault: Vault, phone: string): Promise<Customer | undefined> =>
  db.findOne(Customer, { phoneHash: vault.blind(CUSTOMER_PHONE, phone) })

/** The customer of a log-in. Throws `auth.expired` for one that is not there any more: there is nobody to be logged in as. */
export async function requireCustomer(db: Reader, customerId: string): Promise<Customer> {
  const customer = await db.findOne(Customer, { id: customerId })
  if (!customer) throw new AppError('auth.expired')
  return customer
}

/** The customer who stands for this one today: itself, or whoever it was merged into, over any number of merges. */
export async function survivorOf(db: Reader, customerId: string): Promise<string> {
  for (let id = customerId; ;) {
    const customer = await requireCustomer(db, id)
    if (customer.mergedInto === null) return id
    id = customer.mergedInto
  }
}

/** The WeChat accounts of a customer, to send messages to. Empty for one who logs in by SMS only. */
export async function findOpenids(db: Reader, vault: Vault, customerId: string): Promise<string[]> {
  const links = await db.find(WechatLink, { where: { customerId } })
  return links.map((link) => vault.open(CUSTOMER_OPENID, link.openidSealed))
}

export const nameOf = (vault: Vault, customer: Pick<Customer, 'nameSealed'>): string | null =>
  customer.nameSealed && vault.open(CUSTOMER_NAME, customer.nameSealed)

export const maskedPhoneOf = (vault: Vault, customer: Pick<Customer, 'phoneSealed'>): string | null =>
  customer.phoneSealed && maskPhone(vault.open(CUSTOMER_PHONE, customer.phoneSealed))

/** Name and phone in full, for those whose right to see them has been checked and logged. */
export async function readContact(
  db: Reader,
  vault: Vault,
  customerId: string,
): Promise<{ name: string | null; phone: string | null }> {
  const customer = await db.findOne(Customer, { id: customerId })
  if (!customer) return { name: null, phone: null }
  const { phoneSealed } = customer
  return { name: nameOf(vault, customer), phone: phoneSealed && vault.open(CUSTOMER_PHONE, phoneSealed) }
}

/** The customer as they see themselves. */
export async function profileOf(db: Reader, vault: Vault, customerId: string): Promise<contract.CustomerProfile> {
  const customer = await requireCustomer(db, customerId)
  return {
    id: customer.id,
    name: nameOf(vault, customer),
    maskedPhone: maskedPhoneOf(vault, customer),
    hasWechat: (await db.count(WechatLink, { customerId })) > 0,
  }
}
