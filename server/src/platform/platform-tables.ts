import { at, big, id, int, json, oneOf, table, text, type Row } from './table'

/** Every event ever emitted, in the order of commits as far as ids tell. Listeners get it as jobs. */
export const OutboxEvent = table('outbox_event', {
  id: id().key(),
  type: text(64),
  payload: json<Record<string, unknown>>(),
  occurredAt: at(),
})
export type OutboxEvent = Row<typeof OutboxEvent>

/** Work to do. A worker owns a row while `lease_by` is its token and `lease_until` is ahead. */
export const Job = table('job', {
  id: id().key(),
  kind: text(64),
  /** At most one living job may carry a given text. */
  dedupe: text(120).nullable(),
  payload: json<Record<string, unknown>>(),
  runAt: at(),
  leaseBy: text(26).nullable(),
  /** Epoch milliseconds; 0 when nobody holds it. */
  leaseUntil: big(),
  attempts: int(),
  createdAt: at(),
})
export type Job = Row<typeof Job>

/** Jobs that gave up, for a person to look at and to retry. */
export const JobDead = table('job_dead', {
  id: id().key(),
  kind: text(64),
  payload: json<Record<string, unknown>>(),
  attempts: int(),
  error: text(500),
  diedAt: at(),
})
export type JobDead = Row<typeof JobDead>

/** Who did what to whom, with what it was before and is now. Append-only. Personal data only masked or as ids. */
export const AuditLog = table('audit_log', {
  id: id().key(),
  at: at(),
  actorKind: oneOf('customer', 'staff', 'system'),
  actorId: text(40),
  action: text(64),
  subjectType: text(32),
  subjectId: text(64),
  storeId: id().nullable(),
  reason: text(200).nullable(),
  stateBefore: json<Record<string, unknown> | null>().nullable(),
  stateAfter: json<Record<string, unknown> | null>().nullable(),
  requestId: text(64).nullable(),
})
export type AuditLog = Row<typeof AuditLog>

export const platformTables = [OutboxEvent, Job, JobDead, AuditLog]
