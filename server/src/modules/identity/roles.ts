import type { Permission } from '@pitlane/contract'

const everyday = [
  'leave.request',
  'booking.read',
  'booking.confirm',
  'booking.arrive',
  'booking.cancel',
  'booking.create',
  'booking.move',
  'customer.reveal',
  'care.call',
  'message.read',
  'mobility.dispatch',
  'process.read',
] as const

/** What a store can take in a day: bays, people and how they are spent. */
const capacity = ['store.manage_resources', 'store.manage_policy'] as const

/** The front of a workshop: takes cars in, quotes, hands them over. */
const reception = [
  ...(['workorder.read', 'workorder.inspect', 'workorder.quote', 'workorder.propose'] as const),
  ...(['workorder.parts', 'workorder.handover'] as const),
] as const

/** Who answers for the whole workshop. The final check and the till are other people's (DOMAIN §1.2, §1.3). */
const workshop = [...reception, ...(['workorder.dispatch', 'workorder.check', 'workorder.reinspect'] as const)] as const

/** Whoever stands before the owner agrees what a visit costs, with a little off (DOMAIN §1.2). */
const bills = ['settlement.read', 'settlement.draft', 'discount.small'] as const

/** Who answers for the money of a store takes none in: what was taken by one is given back by another (DOMAIN §1.2). */
const money = ['settlement.read', 'settlement.draft', 'settlement.refund', 'settlement.reverse'] as const

/** Who answers for coupons makes them and gives them; redeeming is for those at the till and the counter. */
const coupons = ['coupon.read', 'coupon.manage', 'coupon.issue'] as const

/**
 * What each role (岗位) may do; where, is said by the grant that ties it to a group, region or store (DOMAIN §1.1, §1.3).
 * Without `customer.reveal` a person sees phones, plates and names masked.
 */
const permissionsByRole = {
  /** 集团管理员: configures, and sees no customer's details. */
  group_admin: [
    ...['booking.read', 'leave.request', 'store.manage', 'store.manage_calendar', ...capacity],
    ...['catalog.manage', 'process.read', 'process.manage', 'ops.jobs', 'audit.read', 'coupon.read', 'coupon.manage'],
    ...['coupon.approve', 'message.manage', 'settlement.reconcile'],
  ],
  /** 集团运营 */
  group_ops: ['booking.read', 'workorder.read', 'coupon.read', 'coupon.approve', 'settlement.reconcile'],
  /** 店总 */
  store_gm: [
    ...[...everyday, ...workshop, ...capacity, ...coupons, ...money],
    ...['coupon.approve', 'discount.large', 'process.manage', 'store.manage', 'store.manage_calendar'],
  ],
  /** 服务经理 */
  svc_mgr: [
    ...[...everyday, ...workshop, ...capacity, ...coupons, ...money],
    ...['discount.medium', 'process.manage', 'store.manage_calendar'],
  ],
  /** 前台 */
  reception: [...everyday, 'workorder.read'],
  /** 服务顾问 */
  advisor: [...everyday, ...reception, ...bills, 'coupon.read', 'coupon.issue', 'coupon.redeem'],
  /** 客服: books and cancels by phone, but does not decide for the front desk. */
  cs_agent: [
    ...['booking.read', 'booking.create', 'booking.cancel', 'customer.reveal', 'care.call', 'leave.request'],
    ...['message.read', 'coupon.read', 'coupon.issue'],
  ],
  /** 车间主任 */
  dispatch: [
    ...['booking.read', 'booking.move', 'mobility.dispatch', 'process.read', 'leave.request'],
    ...['workorder.read', 'workorder.dispatch', 'workorder.check', 'workorder.parts', 'workorder.propose'],
  ],
  /** 技师 */
  technician: [
    ...['booking.read', 'leave.request', 'workorder.read'],
    ...['workorder.work', 'workorder.check', 'workorder.propose'],
  ],
  /** 质检员 */
  qc: ['booking.read', 'leave.request', 'workorder.read', 'workorder.qc', 'workorder.propose'],
  /** 收银 */
  cashier: [
    ...['booking.read', 'leave.request', 'workorder.read', 'coupon.read', 'coupon.redeem'],
    ...['settlement.read', 'settlement.draft', 'settlement.receive', 'settlement.refund'],
  ],
  /** 审计 */
  auditor: ['audit.read'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof permissionsByRole

const isRole = (text: string): text is Role => Object.hasOwn(permissionsByRole, text)

/** The permissions of a role as it is stored. A word that is no role (any more) gives none. */
export const permissionsOf = (role: string): ReadonlySet<Permission> =>
  new Set(isRole(role) ? permissionsByRole[role] : [])
