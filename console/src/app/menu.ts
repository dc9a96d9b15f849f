import { todo, type Permission } from '@pitlane/contract'
import { may, type StaffStore } from '../lib/staff'
import { words } from './words'

/** One screen of a store. Its path hangs under `/stores/:storeId/`. */
export interface MenuItem {
  readonly path: string
  readonly label: string
  readonly permission: Permission
  /** Others who may open it. */
  readonly or?: readonly Permission[]
  readonly group: 'work' | 'settings'
  /** Whoever may do this has a better place for it. */
  readonly unless?: Permission
}

export const menu = [
  { path: 'today', label: words.today, permission: 'booking.read', group: 'work' },
  { path: 'bookings', label: words.bookings, permission: 'booking.read', group: 'work' },
  { path: 'workorders', label: words.workorders, permission: 'workorder.read', group: 'work' },
  { path: 'dispatch', label: words.dispatch, permission: 'workorder.dispatch', group: 'work' },
  { path: 'qc', label: words.qc, permission: 'workorder.qc', group: 'work' },
  { path: 'cashier', label: words.cashier, permission: 'settlement.receive', group: 'work' },
  { path: 'coupons', label: words.coupons, permission: 'coupon.read', or: ['coupon.redeem'], group: 'work' },
  { path: 'reconciliation', label: words.reconciliation, permission: 'settlement.reconcile', group: 'work' },
  { path: 'phone-todos', label: words.phoneTodos, permission: 'care.call', group: 'work' },
  {
    ...{ path: 'staff-todos', label: words.staffTodos, permission: 'store.manage_resources', group: 'work' },
    or: Object.values(todo.todoPermissions),
  },
  {
    ...{ path: 'my-leave', label: words.myLeave, permission: 'leave.request', group: 'work' },
    unless: 'store.manage_resources',
  },
  { path: 'mobility', label: words.mobility, permission: 'mobility.dispatch', group: 'work' },
  {
    ...{ path: 'messages', label: words.messages, permission: 'message.read', group: 'work' },
    or: ['message.manage'],
  },
  { path: 'settings/calendar', label: words.calendar, permission: 'store.manage_calendar', group: 'settings' },
  { path: 'settings/capacity', label: words.capacity, permission: 'store.manage_resources', group: 'settings' },
  { path: 'settings/jobs', label: words.jobs, permission: 'ops.jobs', group: 'settings' },
] as const satisfies readonly MenuItem[]

export type MenuPath = (typeof menu)[number]['path']

export const mayOpen = (store: StaffStore, { permission, or = [] }: MenuItem): boolean =>
  [permission, ...or].some((one) => may(store, one))

/** What this person may open in this store, in the order of the menu. */
export const menuOf = (store: StaffStore): readonly MenuItem[] =>
  menu.filter((item: MenuItem) => mayOpen(store, item) && !(item.unless && may(store, item.unless)))
