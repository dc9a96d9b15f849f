import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { freeText, Id, Instant, Version } from './fields'
import { Standing } from './workorder-documents'

const params = z.object({ workorderId: Id })
const seen = { version: Version, requestId: z.uuid() }

/** Minutes in which an arrival can be taken back (DOMAIN §2.6). */
export const ARRIVAL_CORRECTION_MINUTES = 10

/** A visit that may be the same problem once more (返修), and what the advisor decided. */
export const ReworkSuspicion = z.object({
  /** The visit before. */
  workorderId: Id,
  number: z.string(),
  deliveredAt: Instant,
  /** What was done then that this booking is about again. */
  jobs: z.array(z.string()),
  /** Null until somebody has decided. */
  isSame: z.nullable(z.boolean()),
  reason: z.nullable(z.string()),
})
export type ReworkSuspicion = z.infer<typeof ReworkSuspicion>

export const correctArrival = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/arrival-correction',
  summary:
    'The car is not there after all (误扫): within ten minutes and before anything was done, the booking waits again.',
  access: { staff: 'booking.arrive' },
  params,
  body: z.object({ ...seen, reason: freeText(100).check(z.minLength(2)) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state', 'workorder.arrival_too_old'],
})

export const decideRework = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/rework-decision',
  summary: 'Whether a suspected come-back is the same problem, with why; without it there is no quote (DOMAIN §2.9).',
  access: { staff: 'workorder.quote' },
  params,
  body: z.object({ ...seen, isSame: z.boolean(), reason: freeText(100).check(z.minLength(2)) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state'],
})
