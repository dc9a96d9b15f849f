import { describe, expect, it } from '@jest/globals'
import { permissions } from '@pitlane/contract'
import { permissionsOf } from '../../../server/src/modules/identity/roles'

const everyday = [
  ...['booking.arrive', 'booking.cancel', 'booking.confirm', 'booking.create', 'booking.move', 'booking.read'],
  ...['care.call', 'customer.reveal', 'leave.request', 'message.read', 'mobility.dispatch', 'process.read'],
]
const store = ['store.manage_calendar', 'store.manage_policy', 'store.manage_resources']
const advising = [
  ...['workorder.handover', 'workorder.inspect', 'workorder.parts', 'workorder.propose', 'workorder.quote'],
  'workorder.read',
]
const coupons = ['coupon.issue', 'coupon.manage', 'coupon.read']
const money = ['settlement.draft', 'settlement.read', 'settlement.refund', 'settlement.reverse']
const sorted = (...lists: readonly (readonly string[])[]) => lists.flat().sort()

describe('what a role may do', () => {
  it.each([
    ['reception', sorted(everyday, ['workorder.read'])],
    [
      'advisor',
      sorted(
        everyday,
        advising,
        ['coupon.issue', 'coupon.read', 'coupon.redeem'],
        [...['discount.small', 'settlement.draft', 'settlement.read']],
      ),
    ],
    [
      'svc_mgr',
      sorted(everyday, store, advising, coupons, money, [
        'discount.medium',
        'process.manage',
        'workorder.check',
        'workorder.dispatch',
        'workorder.reinspect',
      ]),
    ],
    [
      'store_gm',
      sorted(everyday, store, advising, coupons, money, [
        'coupon.approve',
        'discount.large',
        'process.manage',
        'store.manage',
        'workorder.check',
        'workorder.dispatch',
        'workorder.reinspect',
      ]),
    ],
    ['group_ops', ['booking.read', 'coupon.approve', 'coupon.read', 'settlement.reconcile', 'workorder.read']],
    [
      'group_admin',
      [
        ...['audit.read', 'booking.read', 'catalog.manage', 'coupon.approve', 'coupon.manage', 'coupon.read'],
        'leave.request',
        ...['message.manage', 'ops.jobs', 'process.manage'],
        ...['process.read', 'settlement.reconcile', 'store.manage', ...store],
      ],
    ],
    [
      'cs_agent',
      [
        ...['booking.cancel', 'booking.create', 'booking.read', 'care.call', 'coupon.issue', 'coupon.read'],
        ...['customer.reveal', 'leave.request', 'message.read'],
      ],
    ],
    [
      'dispatch',
      [
        ...['booking.move', 'booking.read', 'leave.request', 'mobility.dispatch', 'process.read'],
        ...['workorder.check', 'workorder.dispatch', 'workorder.parts', 'workorder.propose', 'workorder.read'],
      ],
    ],
    [
      'technician',
      ['booking.read', 'leave.request', 'workorder.check', 'workorder.propose', 'workorder.read', 'workorder.work'],
    ],
    ['qc', ['booking.read', 'leave.request', 'workorder.propose', 'workorder.qc', 'workorder.read']],
    [
      'cashier',
      sorted(
        ['booking.read', 'leave.request', 'workorder.read', 'coupon.read', 'coupon.redeem'],
        [...['settlement.draft', 'settlement.read', 'settlement.receive', 'settlement.refund']],
      ),
    ],
    ['auditor', ['audit.read']],
  ])('%s', (role, expected) => {
    expect([...permissionsOf(role)].sort()).toEqual(expected)
  })

  it.each(['', 'admin', 'RECEPTION', 'constructor', '__proto__', 'toString'])(
    'nothing for %j, which is no role',
    (role) => {
      expect([...permissionsOf(role)]).toEqual([])
    },
  )

  it('names permissions of the contract only', () => {
    const known = new Set(Object.keys(permissions))
    const given = ['store_gm', 'group_admin', 'auditor', 'cs_agent'].flatMap((role) => [...permissionsOf(role)])
    expect(given.filter((permission) => !known.has(permission))).toEqual([])
  })
})
