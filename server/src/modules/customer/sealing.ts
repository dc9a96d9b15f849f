/** What the vault binds a customer's sealed values to. Whoever opens such a column names its purpose. */
export const CUSTOMER_PHONE = 'customer.phone'
export const CUSTOMER_NAME = 'customer.name'
export const CUSTOMER_OPENID = 'customer.openid'
