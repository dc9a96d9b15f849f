/**
 * Store (门店): the organisation, opening days, bays and technicians. Others ask here who can work when,
 * and pass a day's gate before they touch its claims.
 */
export {
  findStores,
  listAllStores,
  listDays,
  listStores,
  placeOf,
  readPolicy,
  readRoster,
  readVersionedPolicy,
  requireStore,
} from './store.queries'
export { findBays, findTechnicians, techniciansOfStaff } from './crew.queries'
export { closeLeaveRequest, readLeaveRequest, requireDecidable } from './leave.service'
export { requireChangeable } from './resources.queries'
export { claimResources, passGatesFrom, savePolicy, saveRosterChange } from './resources.service'
export { changedDays, saveSettings, type ChangedDay } from './settings.service'
export { afterChange } from './roster-after'
export { bayOutages, isQualified, workingSpans, type Roster } from './roster'
export { extendCalendar, passGate, setDay } from './store.service'
export { addTodo, closeTodos } from './todo.service'
export type { Store } from './store.entity'
