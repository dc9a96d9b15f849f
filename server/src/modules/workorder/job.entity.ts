import { at, big, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 作业项目: a labour line that was agreed to, with what it asks of people and bay. */
export const JobLine = table('job_line', {
  id: id().key(),
  workorderId: id(),
  storeId: id(),
  ordinal: int(),
  addonId: id().nullable(),
  /** Of its labour line among those that were agreed to with it; null of jobs that are older than this. */
  place: int().nullable(),
  serviceId: id().nullable(),
  name: text(60),
  state: oneOf('new', 'assigned', 'running', 'paused', 'outsourced', 'checking', 'done', 'passed', 'cancelled'),
  version: int(),
  plannedMinutes: int(),
  amountFen: big(),
  bayType: text(12),
  skill: text(24),
  certificate: text(24).nullable(),
  technicianCount: int(),
  /** Brakes, steering, high voltage. */
  isSafety: flag(),
  technicianIds: json<string[]>(),
  bayId: id().nullable(),
  pauseReason: oneOf('parts', 'customer', 'equipment', 'support', 'break', 'other_job', 'other').nullable(),
  rejections: int(),
  dispatchedAt: at().nullable(),
  startedAt: at().nullable(),
  doneAt: at().nullable(),
  /** 外协单位, and by when the job is back. */
  vendor: text(60).nullable(),
  vendorDueAt: at().nullable(),
  /** The member of staff who looked at it last (互检). */
  checkedBy: id().nullable(),
})
export type JobLine = Row<typeof JobLine>

/** 施工区间. Actual time is their sum (DOMAIN §2.4). */
export const JobInterval = table('job_interval', {
  id: id().key(),
  jobId: id(),
  technicianId: id(),
  startsAt: at(),
  endsAt: at().nullable(),
  endReason: text(9).nullable(),
  /** The technician while it is open: unique, so that nobody works on two cars at once. */
  runningKey: id().nullable(),
  /** The bay while a car is worked on there: unique. Of several intervals of one car one holds it. */
  bayKey: id().nullable(),
})
export type JobInterval = Row<typeof JobInterval>

/** 备件行 */
export const PartLine = table('part_line', {
  id: id().key(),
  workorderId: id(),
  jobId: id().nullable(),
  name: text(60),
  code: text(40).nullable(),
  quantityCenti: int(),
  unit: text(4),
  amountFen: big(),
  /** `cancelled`: never taken, and its job is not done after all. */
  state: oneOf('waiting', 'arrived', 'issued', 'returned', 'cancelled'),
  version: int(),
  etaAt: at().nullable(),
})
export type PartLine = Row<typeof PartLine>
