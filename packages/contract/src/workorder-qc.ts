import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { freeText, Id, Instant, Version } from './fields'
import { PhotoView } from './files'
import { Standing } from './workorder-documents'

const params = z.object({ workorderId: Id })

export const QcItem = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(40)),
  title: freeText(60),
  /** The job it is about; null for the car. */
  jobId: z.nullable(Id),
  /** Null: not looked at, which only a sheet that is sent back may have. */
  isPassed: z.nullable(z.boolean()),
  note: freeText(100),
})

/** 质检单 */
export const QcView = z.object({
  id: Id,
  byName: z.string(),
  at: Instant,
  isPassed: z.boolean(),
  items: z.array(QcItem),
  reason: z.string(),
  hasRoadTest: z.boolean(),
  photos: z.array(PhotoView),
})
export type QcView = z.infer<typeof QcView>

export const qcSheet = endpoint({
  method: 'GET',
  path: '/api/workorders/:workorderId/qc-sheet',
  summary: 'What is to be checked; what failed before comes first.',
  access: { staff: 'workorder.qc' },
  params,
  response: z.object({
    version: Version,
    items: z.array(z.object({ key: z.string(), title: z.string(), jobId: z.nullable(Id), failedBefore: z.boolean() })),
    needsRoadTest: z.boolean(),
  }),
  errors: ['workorder.not_found', 'workorder.wrong_state', 'workorder.qc_own_work'],
})

export const judgeQc = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/qc',
  summary: 'The final check: passed, or sent back with reason and photo. Never by who worked on the car.',
  access: { staff: 'workorder.qc' },
  params,
  body: z.object({
    requestId: z.uuid(),
    version: Version,
    items: z.array(QcItem).check(z.minLength(1), z.maxLength(80)),
    hasRoadTest: z.boolean(),
    photoIds: z.array(Id).check(z.maxLength(9)),
    reason: freeText(200),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.changed',
    'workorder.wrong_state',
    'workorder.qc_own_work',
    'workorder.qc_incomplete',
    'workorder.road_test_missing',
    'workorder.reason_missing',
    'files.not_found',
    'files.too_many',
  ],
})

export const checkJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/cross-check',
  summary:
    'A colleague of the right skill, or the foreman, looks at a finished job on brakes, steering or high voltage (互检): good, or sent back with reason and photo.',
  access: { staff: 'workorder.check' },
  params: z.object({ jobId: Id }),
  body: z.object({
    requestId: z.uuid(),
    version: Version,
    isPassed: z.boolean(),
    reason: freeText(200),
    photoIds: z.array(Id).check(z.maxLength(9)),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.job_changed',
    'workorder.wrong_state',
    'workorder.check_own_work',
    'workorder.not_qualified',
    'workorder.reason_missing',
    'files.not_found',
    'files.too_many',
  ],
})

export const reinspect = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/reinspection',
  summary: 'The service manager has a car checked once more before it is paid: a new record, the old one stays.',
  access: { staff: 'workorder.reinspect' },
  params,
  body: z.object({ requestId: z.uuid(), version: Version, reason: freeText(100).check(z.minLength(2)) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state'],
})
