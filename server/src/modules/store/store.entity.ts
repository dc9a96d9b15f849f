import { at, day, double, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'
import type { policy } from '@pitlane/contract'
import type { Week } from './opening'

/** 集团 */
export const OrgGroup = table('org_group', { id: id().key(), name: text(60), createdAt: at() })

/** 区域 */
export const Region = table('region', { id: id().key(), groupId: id(), name: text(60) })

/** 门店, with the policies that bookings follow. */
export const Store = table('store', {
  id: id().key(),
  groupId: id(),
  regionId: id(),
  name: text(60),
  kind: oneOf('dealer', 'workshop'),
  city: text(30),
  address: text(120),
  phone: text(20),
  latitude: double(),
  longitude: double(),
  timeZone: text(40),
  isAutoConfirm: flag(),
  week: json<Week>(),
  followsHolidays: flag(),
  minLeadMinutes: int(),
  cancelCutoffMinutes: int(),
  noShowGraceMinutes: int(),
  rosterVersion: int(),
  isActive: flag(),
  createdAt: at(),
  /** 统一社会信用代码 */
  creditCode: text(18).nullable(),
  /** What the store warrants for its work, whichever comes first. */
  warrantyDays: int(),
  warrantyKm: int(),
  /** What a writer of the store's own data has seen. */
  version: int(),
})
export type Store = Row<typeof Store>

/** The opening record of one day. Its `version` is the gate: whoever changes claims of that day raises it first. */
export const StoreDay = table('store_day', {
  storeId: id().key(),
  day: day().key(),
  isOpen: flag(),
  opensMinute: int(),
  closesMinute: int(),
  note: text(40).nullable(),
  source: oneOf('pattern', 'holiday', 'makeup_workday', 'manual'),
  version: int(),
})
export type StoreDay = Row<typeof StoreDay>

/** 产能策略, where a store has changed the default one. */
export const StorePolicy = table('store_policy', {
  storeId: id().key(),
  version: int(),
  policy: json<policy.CapacityPolicy>(),
  updatedAt: at(),
})
export type StorePolicy = Row<typeof StorePolicy>

/** 工位, and reception lanes (接待车道) */
export const Bay = table('bay', {
  id: id().key(),
  storeId: id(),
  name: text(20),
  type: oneOf('lane', 'quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'),
  isActive: flag(),
  /** Who receives there (接待顾问). */
  staffId: id().nullable(),
})
export type Bay = Row<typeof Bay>

/** 停用时段: a bay is out of order. */
export const BayOutage = table('bay_outage', {
  id: id().key(),
  bayId: id(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
  reason: text(40),
})
export type BayOutage = Row<typeof BayOutage>

/** 技师 */
export const Technician = table('technician', {
  id: id().key(),
  storeId: id(),
  name: text(30),
  level: oneOf('apprentice', 'junior', 'intermediate', 'senior', 'master', 'senior_master'),
  skills: json<string[]>(),
  isActive: flag(),
  /** The log-in of this person. */
  staffId: id().nullable(),
})
export type Technician = Row<typeof Technician>

export const TechnicianCertificate = table('technician_certificate', {
  id: id().key(),
  technicianId: id(),
  kind: text(24),
  number: text(40),
  expiresOn: day(),
})
export type TechnicianCertificate = Row<typeof TechnicianCertificate>

export const TechnicianShift = table('technician_shift', {
  id: id().key(),
  technicianId: id(),
  weekday: int(),
  startsMinute: int(),
  endsMinute: int(),
})
export type TechnicianShift = Row<typeof TechnicianShift>

/** Other hours on one day: they take the place of the weekly ones. */
export const TechnicianDayShift = table('technician_day_shift', {
  id: id().key(),
  technicianId: id(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
})
export type TechnicianDayShift = Row<typeof TechnicianDayShift>

export const TechnicianLeave = table('technician_leave', {
  id: id().key(),
  technicianId: id(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
  reason: text(40),
})
export type TechnicianLeave = Row<typeof TechnicianLeave>

/** 请假申请 */
export const LeaveRequest = table('leave_request', {
  id: id().key(),
  storeId: id(),
  technicianId: id(),
  fromDay: day(),
  toDay: day(),
  startsMinute: int(),
  endsMinute: int(),
  reason: text(40),
  state: oneOf('pending', 'approved', 'rejected', 'withdrawn'),
  requestedBy: id(),
  decidedBy: id().nullable(),
  note: text(100).nullable(),
  version: int(),
  createdAt: at(),
  decidedAt: at().nullable(),
})
export type LeaveRequest = Row<typeof LeaveRequest>

/** 员工待办: what somebody of a store has to look at. */
export const StaffTodo = table('staff_todo', {
  id: id().key(),
  /** The occasion: it comes once. */
  dedupe: text(100),
  storeId: id(),
  kind: oneOf('certificate', 'help', 'promise', 'plan', 'payment'),
  title: text(60),
  body: text(200),
  /** The technician whose certificate it is, else the work order. */
  subjectId: id(),
  state: oneOf('open', 'done'),
  /** Null when the reason went away by itself. */
  doneBy: id().nullable(),
  doneAt: at().nullable(),
  createdAt: at(),
})
export type StaffTodo = Row<typeof StaffTodo>
