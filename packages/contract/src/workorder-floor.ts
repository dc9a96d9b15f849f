import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Instant, Version } from './fields'
import { PhotoView } from './files'
import { Standing } from './workorder-documents'
import { JobState, PartState, PauseReason } from './workorder-words'

const workorderParams = z.object({ workorderId: Id })
const jobParams = z.object({ jobId: Id })
const once = { requestId: z.uuid() }
const seen = { ...once, version: Version }
/** When it was done, where the phone was without a network; the server takes it only within the last half hour and never from the future. */
const doneAt = { at: z.optional(Instant) }

const jobErrors = ['workorder.not_found', 'workorder.job_changed', 'workorder.wrong_state'] as const

/** 外协厂商, and by when it is done there. */
export const Vendor = z.object({ name: z.string(), dueAt: Instant })

/** 作业项目. Prices are null for people who may not see them. */
export const JobView = z.object({
  id: Id,
  name: z.string(),
  state: JobState,
  version: Version,
  plannedMinutes: z.int(),
  /** Running intervals added up, to now where it runs. */
  actualMinutes: z.int(),
  pauseReason: z.nullable(PauseReason),
  /** Who has it; of a job that nobody has yet, who had it in the plan of the booking. */
  technicians: z.array(z.object({ id: Id, name: z.string() })),
  /** How many people it takes. */
  technicianCount: z.int(),
  bayId: z.nullable(Id),
  bayName: z.nullable(z.string()),
  startedAt: z.nullable(Instant),
  doneAt: z.nullable(Instant),
  amountFen: z.nullable(FenField),
  /** It came with an add-on. */
  isAddon: z.boolean(),
  /** Brakes, steering, high voltage: final check by somebody else with a road test (DOMAIN §2.3). */
  isSafety: z.boolean(),
  /** Where it is done outside (外协), and by when it is back. */
  vendor: z.nullable(Vendor),
  /** Who of the team looked at it after its technician (互检). */
  checkedByName: z.nullable(z.string()),
  /** How often a check has sent it back. */
  rejections: z.int(),
  photos: z.array(PhotoView),
})
export type JobView = z.infer<typeof JobView>

const Reason = z.object({
  kind: z.enum(['skill', 'certificate', 'load', 'efficiency', 'promise', 'usual', 'shift', 'rework']),
  /** A sentence: 「持高压电工证，有效至 2027-03-01」 */
  text: z.string(),
  isGood: z.boolean(),
})

export const dispatchOffers = endpoint({
  method: 'GET',
  path: '/api/jobs/:jobId/dispatch-offers',
  summary: 'Who should do a job, best first, each with the reasons; also who may not, with why.',
  access: { staff: 'workorder.dispatch' },
  params: jobParams,
  response: z.object({
    offers: z.array(
      z.object({
        technicianId: Id,
        name: z.string(),
        score: z.int(),
        canDo: z.boolean(),
        reasons: z.array(Reason),
        /** The earliest start with a bay. */
        bay: z.nullable(z.object({ id: Id, name: z.string() })),
        startsAt: z.nullable(Instant),
        openJobs: z.int(),
      }),
    ),
  }),
  errors: ['workorder.not_found'],
})

export const dispatch = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/dispatch',
  summary:
    'Gives a job to technicians and a bay, anew as well. Claims of the day move to the first time they have; not later than ' +
    '`startsAt`, where that was offered.',
  access: { staff: 'workorder.dispatch' },
  params: jobParams,
  body: z.object({
    ...{ ...seen, technicianIds: z.array(Id).check(z.minLength(1), z.maxLength(4)), bayId: Id },
    startsAt: z.optional(Instant),
  }),
  response: Standing,
  errors: [...jobErrors, 'workorder.not_qualified', 'workorder.bay_unfit', 'workorder.no_room'],
})

export const withdrawDispatch = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/dispatch-withdrawal',
  summary: 'Takes back the dispatch of a job that has not begun; its technician hears so.',
  access: { staff: 'workorder.dispatch' },
  params: jobParams,
  body: z.object(seen),
  response: Standing,
  errors: jobErrors,
})

export const outsourceJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/outsourcing',
  summary: 'A job that has not begun is done outside (外协) until a time.',
  access: { staff: 'workorder.dispatch' },
  params: jobParams,
  body: z.object({ ...seen, vendor: freeText(60).check(z.minLength(2)), dueAt: Instant }),
  response: Standing,
  errors: [...jobErrors, 'workorder.due_past'],
})

export const receiveJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/outsourcing-return',
  summary: 'An outsourced job is back, with photos; it is checked like any other.',
  access: { staff: 'workorder.dispatch' },
  params: jobParams,
  body: z.object({ ...seen, photoIds: z.array(Id).check(z.minLength(1), z.maxLength(9)), note: freeText(200) }),
  response: Standing,
  errors: [...jobErrors, 'files.not_found', 'files.too_many'],
})

export const startJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/start',
  summary: 'The technician begins, or goes on after a pause. One job of a technician and one car in a bay at a time.',
  access: { staff: 'workorder.work' },
  params: jobParams,
  body: z.object({ ...seen, ...doneAt }),
  response: Standing,
  errors: [
    ...jobErrors,
    'workorder.not_yours',
    'workorder.not_qualified',
    'workorder.other_running',
    'workorder.bay_taken',
    'workorder.clock_wrong',
  ],
})

export const pauseJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/pause',
  summary: 'The job stands still, with why.',
  access: { staff: 'workorder.work' },
  params: jobParams,
  body: z.object({ ...seen, ...doneAt, reason: PauseReason, note: freeText(100) }),
  response: Standing,
  errors: [...jobErrors, 'workorder.not_yours', 'workorder.clock_wrong'],
})

export const finishJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/completion',
  summary: 'The job is done and checked by the technician (自检), with photos.',
  access: { staff: 'workorder.work' },
  params: jobParams,
  body: z.object({
    ...seen,
    ...doneAt,
    photoIds: z.array(Id).check(z.minLength(1), z.maxLength(9)),
    isSelfChecked: z.literal(true),
    note: freeText(200),
  }),
  response: Standing,
  errors: [...jobErrors, 'workorder.not_yours', 'workorder.clock_wrong', 'files.not_found', 'files.too_many'],
})

/** 备件行 */
export const PartView = z.object({
  id: Id,
  version: Version,
  jobId: z.nullable(Id),
  name: z.string(),
  code: z.nullable(z.string()),
  quantityCenti: z.int(),
  unit: z.string(),
  amountFen: z.nullable(FenField),
  state: z.enum(['waiting', 'arrived', 'issued', 'returned', 'cancelled']),
  etaAt: z.nullable(Instant),
})
export type PartView = z.infer<typeof PartView>

export const movePart = endpoint({
  method: 'PUT',
  path: '/api/parts/:partId/state',
  summary: 'A material is waited for until a time, has come, was issued or went back.',
  access: { staff: 'workorder.parts' },
  params: z.object({ partId: Id }),
  body: z.object({ ...seen, state: PartState, etaAt: z.nullable(Instant) }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.part_changed', 'workorder.wrong_state', 'workorder.eta_missing'],
})

export const finishWash = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/readiness',
  summary: 'Washed, or not wanted; the car is ready and its owner is told.',
  access: { staff: 'workorder.handover' },
  params: workorderParams,
  body: z.object({ ...seen, isWashed: z.boolean() }),
  response: Standing,
  errors: ['workorder.not_found', 'workorder.changed', 'workorder.wrong_state'],
})

/** A technician's or inspector's day on the phone: no names, no phones, no prices. */
export const MyWork = z.object({
  storeId: Id,
  storeName: z.string(),
  technicianId: z.nullable(Id),
  jobs: z.array(
    z.object({
      job: JobView,
      workorderId: Id,
      workorderNumber: z.string(),
      plate: z.string(),
      carName: z.string(),
      /** Last six of the VIN. */
      vinTail: z.nullable(z.string()),
      fault: z.string(),
      /** Why a check sent the job back the last time, and which points of the final one failed. */
      returned: z.nullable(z.object({ reason: z.string(), points: z.array(z.string()) })),
      promisedAt: z.nullable(Instant),
    }),
  ),
  /** Jobs of others that wait for a look by a colleague (互检) and that this person may check. */
  checks: z.array(
    z.object({
      job: JobView,
      workorderId: Id,
      workorderNumber: z.string(),
      plate: z.string(),
      carName: z.string(),
      vinTail: z.nullable(z.string()),
      promisedAt: z.nullable(Instant),
    }),
  ),
  /** Cars that wait for the final check and that this person may check. */
  qc: z.array(
    z.object({
      workorderId: Id,
      workorderNumber: z.string(),
      plate: z.string(),
      carName: z.string(),
      vinTail: z.nullable(z.string()),
      promisedAt: z.nullable(Instant),
      rejections: z.int(),
    }),
  ),
})
export type MyWork = z.infer<typeof MyWork>

export const myWork = endpoint({
  method: 'GET',
  path: '/api/me/work',
  summary: 'What the person who asks has to do now.',
  access: 'staff',
  response: z.object({ places: z.array(MyWork) }),
  errors: [],
})

export const askForHelp = endpoint({
  method: 'POST',
  path: '/api/jobs/:jobId/help',
  summary: 'A technician asks for technical support; the foreman hears at once.',
  access: { staff: 'workorder.work' },
  params: jobParams,
  body: z.object({ ...once, note: freeText(100) }),
  response: z.object({}),
  errors: ['workorder.not_found', 'workorder.not_yours'],
})
