import { at, blind, id, int, sealed, table, type Row } from '../../platform/table'

/** 客户. Name and phone are sealed; the phone's blind index makes it the customer's identity. */
export const Customer = table('customer', {
  id: id().key(),
  nameSealed: sealed().nullable(),
  phoneSealed: sealed().nullable(),
  phoneHash: blind().nullable(),
  /** The customer who took this one over. */
  mergedInto: id().nullable(),
  version: int(),
  createdAt: at(),
  updatedAt: at(),
})
export type Customer = Row<typeof Customer>

/** Which WeChat account logs in as which customer. */
export const WechatLink = table('wechat_link', {
  openidHash: blind().key(),
  openidSealed: sealed(),
  customerId: id(),
  createdAt: at(),
})
export type WechatLink = Row<typeof WechatLink>
