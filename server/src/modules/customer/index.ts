/**
 * Customer (客户): the owners, known by phone and WeChat account; how they log in, and how two become one.
 * Whoever changes what belongs to a customer passes the customer's gate first and listens to `customer.merged`.
 */
export type { CustomerMerged } from './customer.events'
export { findOpenids, readContact, survivorOf } from './customer.queries'
export { passCustomerGate } from './customer.service'
export { admitByPhone, findForDesk } from './desk.service'
export { untilFound } from './login.service'
export { revealContact } from './reveal.service'
export { CUSTOMER_NAME, CUSTOMER_PHONE } from './sealing'
