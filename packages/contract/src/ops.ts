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
