import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Instant } from './fields'

const DeadJob = z.object({
  id: Id,
  kind: z.string(),
  attempts: z.int(),
  error: z.string(),
  diedAt: Instant,
})

export const deadJobs = endpoint({
  method: 'GET',
  path: '/api/ops/dead-jobs',
  summary: 'Background jobs that gave up, latest first, at most 100.',
  access: { staff: 'ops.jobs' },
  response: z.array(DeadJob),
  errors: [],
})

export const retryJob = endpoint({
  method: 'POST',
  path: '/api/ops/dead-jobs/:jobId/retry',
  summary: 'Puts a job that gave up back to work. Repeating it changes nothing.',
  access: { staff: 'ops.jobs' },
  params: z.object({ jobId: Id }),
  response: z.object({ isQueued: z.boolean() }),
  errors: [],
})

const AuditEntry = z.object({
  id: Id,
  at: Instant,
  actorKind: z.enum(['customer', 'staff', 'system']),
  actorId: z.string(),
  action: z.string(),
  reason: z.nullable(z.string()),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  requestId: z.nullable(z.string()),
})

export const auditTrail = endpoint({
  method: 'GET',
  path: '/api/ops/audit-trail',
  summary: 'Who did what to one thing, latest first, at most 200 rows. Personal data is masked in it.',
  access: { staff: 'audit.read' },
  query: z.object({
    subjectType: z.string().check(z.regex(/^[a-z_]{1,32}$/)),
    subjectId: z.string().check(z.minLength(1), z.maxLength(64)),
  }),
  response: z.array(AuditEntry),
  errors: [],
})
