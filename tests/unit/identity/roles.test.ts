import { describe, expect, it } from '@jest/globals'
import { permissions } from '@pitlane/contract'
import { permissionsOf } from '../../../server/src/modules/identity/roles'

const everyday = [
  ...['booking.arrive', 'booking.cancel', 'booking.confirm', 'booking.create', 'booking.move', 'booking.read'],
  ...['care.call', 'customer.reveal', 'leave.request', 'mobility.dispatch', 'process.read'],
]

describe('what a role may do', () => {
  it.each([
    ['reception', everyday],
    ['advisor', everyday],
    [
      'svc_mgr',
      [
        ...everyday.slice(0, -1),
        'process.manage',
        'process.read',
        'store.manage_calendar',
        'store.manage_policy',
        'store.manage_resources',
      ],
    ],
    [
      'store_gm',
      [
        ...everyday.slice(0, -1),
        'process.manage',
        'process.read',
        'store.manage',
        'store.manage_calendar',
        'store.manage_policy',
        'store.manage_resources',
      ],
    ],
    ['group_ops', ['booking.read']],
    [
      'group_admin',
      [
        ...[
          'audit.read',
          'booking.read',
          'catalog.manage',
          'leave.request',
          'ops.jobs',
          'process.manage',
          'process.read',
          'store.manage',
        ],
        'store.manage_calendar',
        ...['store.manage_policy', 'store.manage_resources'],
      ],
    ],
    ['cs_agent', ['booking.cancel', 'booking.create', 'booking.read', 'care.call', 'customer.reveal', 'leave.request']],
    ['dispatch', ['booking.move', 'booking.read', 'leave.request', 'mobility.dispatch', 'process.read']],
    ['technician', ['booking.read', 'leave.request']],
    ['qc', ['booking.read', 'leave.request']],
    ['cashier', ['booking.read', 'leave.request']],
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
