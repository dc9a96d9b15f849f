import type { coupon as contract } from '@pitlane/contract'
import { at, big, blind, day, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'
import type { Face } from './bill'

/** 卡券模板. Its money and stock move only by guarded updates. */
export const CouponTemplate = table('coupon_template', {
  id: id().key(),
  groupId: id(),
  requestId: text(36),
  name: text(20),
  type: oneOf(
    ...(['cash', 'full_cut', 'discount', 'service', 'times', 'birthday', 'comp', 'offpeak'] as const),
    ...(['gift', 'referral'] as const),
  ),
  face: json<Face>(),
  validity: json<contract.CouponValidity>(),
  timeZone: text(40),
  times: int(),
  stockTotal: int().nullable(),
  stockLeft: int().nullable(),
  perCustomerLimit: int(),
  perVehicleLimit: int().nullable(),
  dailyLimit: int().nullable(),
  budgetFen: big().nullable(),
  reservedFen: big(),
  spentFen: big(),
  fundedBy: oneOf('store', 'group', 'oem'),
  state: oneOf('draft', 'active', 'stopped'),
  /** So costly that a second person has to agree. */
  needsApproval: flag(),
  /** What was said of this version; null: nothing yet. */
  approvalId: id().nullable(),
  version: int(),
  createdBy: id(),
  createdAt: at(),
  updatedAt: at(),
})
export type CouponTemplate = Row<typeof CouponTemplate>

export const CouponTemplateStore = table('coupon_template_store', { templateId: id().key(), storeId: id().key() })

/** What a template said from one edit to the next. Append-only. */
export const CouponTemplateVersion = table('coupon_template_version', {
  templateId: id().key(),
  version: int().key(),
  fields: json<contract.TemplateFields>(),
  says: text(100),
  writtenBy: id(),
  writtenAt: at(),
})
export type CouponTemplateVersion = Row<typeof CouponTemplateVersion>

/** 审批: what a second person said of a version. Append-only. */
export const CouponApproval = table('coupon_approval', {
  id: id().key(),
  templateId: id(),
  version: int(),
  verdict: oneOf('approved', 'refused'),
  reason: text(100),
  decidedBy: id(),
  decidedAt: at(),
})
export type CouponApproval = Row<typeof CouponApproval>

/** 卡券: one promise to one customer. What it says was settled when it was issued. */
export const Coupon = table('coupon', {
  id: id().key(),
  templateId: id(),
  templateVersion: int(),
  customerId: id(),
  vehicleId: id().nullable(),
  code: text(12),
  state: oneOf('issued', 'claimed', 'locked', 'used', 'returned', 'expired', 'voided'),
  face: json<Face>(),
  worthFen: big(),
  ordinal: int(),
  validFrom: at(),
  validUntil: at(),
  lockedUntil: at().nullable(),
  lockRef: text(60).nullable(),
  claimedAt: at().nullable(),
  usedAt: at().nullable(),
  usedRef: text(60).nullable(),
  usedStoreId: id().nullable(),
  usedFen: big().nullable(),
  usedVin: blind().nullable(),
  useRequestNo: text(60).nullable(),
  cause: text(120),
  remindedAt: at().nullable(),
  createdAt: at(),
  updatedAt: at(),
})
export type Coupon = Row<typeof Coupon>

/** What happened to a coupon. Append-only. */
export const CouponEvent = table('coupon_event', {
  id: id().key(),
  couponId: id(),
  kind: oneOf(
    ...(['issued', 'claimed', 'given', 'locked', 'released', 'used', 'returned', 'expired'] as const),
    ...(['voided', 'checked', 'flag_vin', 'flag_staff'] as const),
  ),
  at: at(),
  actorKind: oneOf('customer', 'staff', 'system'),
  actorId: id(),
  ref: text(60).nullable(),
  note: text(100).nullable(),
})
export type CouponEvent = Row<typeof CouponEvent>

/** 领取链接、转赠、邀请 */
export const CouponLink = table('coupon_link', {
  tokenHash: text(43).key(),
  kind: oneOf('claim', 'gift', 'invitation'),
  templateId: id(),
  couponId: id().nullable(),
  customerId: id().nullable(),
  takenBy: id().nullable(),
  expiresAt: at(),
  closedAt: at().nullable(),
  createdAt: at(),
})
export type CouponLink = Row<typeof CouponLink>

/** 转介绍 */
export const CouponReferral = table('coupon_referral', {
  friendId: id().key(),
  referrerId: id(),
  templateId: id(),
  state: oneOf('open', 'rewarded', 'refused'),
  createdAt: at(),
  decidedAt: at().nullable(),
  decidedRef: text(60).nullable(),
})

/** A QR code that was scanned, and on which device. */
export const CouponScan = table('coupon_scan', {
  nonce: text(22).key(),
  couponId: id(),
  sessionId: id(),
  expiresAt: at(),
})

/** Wrong codes of one member of staff on one day. */
export const CouponGuess = table('coupon_guess', { staffId: id().key(), day: day().key(), wrong: int() })

/** Phones of staff and their families. */
export const CouponEmployee = table('coupon_employee', {
  id: id().key(),
  storeId: id(),
  staffId: id(),
  phoneHash: blind(),
  phoneEnd: text(4),
  note: text(30),
  createdAt: at(),
})
export type CouponEmployee = Row<typeof CouponEmployee>
