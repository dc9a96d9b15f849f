import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, Instant, MinuteField, Version } from './fields'
import { AffectedBooking } from './resources'

export const leaveStates = { pending: '待审批', approved: '已批准', rejected: '未批准', withdrawn: '已撤回' } as const
export const LeaveState = z.enum(['pending', 'approved', 'rejected', 'withdrawn'])
export type LeaveState = z.infer<typeof LeaveState>

const when = { fromDay: DayField, toDay: DayField, startsMinute: MinuteField, endsMinute: MinuteField }

export const LeaveRequest = z.object({
  ...{ id: Id, technicianId: Id, technicianName: z.string(), ...when, reason: z.string(), state: LeaveState },
  requestedByName: z.string(),
  /** Asked by the caller, or for the person whose log-in this is: can be withdrawn, but not decided by them. */
  isMine: z.boolean(),
  decidedByName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  version: z.int(),
  createdAt: Instant,
  decidedAt: z.nullable(Instant),
})
export type LeaveRequest = z.infer<typeof LeaveRequest>

const storeParams = z.object({ storeId: Id })
const params = z.object({ requestId: Id })

export const list = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/leave-requests',
  summary:
    'Requests for leave: all of the store for those who decide them, otherwise what the caller asked or was asked for the caller; pending ones first, at most 200.',
  access: { staff: 'leave.request' },
  params: storeParams,
  response: z.object({
    items: z.array(LeaveRequest),
    /** For whom the caller may ask. */
    people: z.array(z.object({ id: Id, name: z.string() })),
    /** The technician whose log-in this is. */
    ownTechnicianId: z.nullable(Id),
    /** How many wait for a decision of the caller. */
    toDecide: z.int(),
  }),
  errors: ['store.not_found'],
})

export const ask = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/leave-requests',
  summary: "Asks for a technician's leave. Somebody who only works on cars asks for nobody but themselves.",
  access: { staff: 'leave.request' },
  params: storeParams,
  body: z.object({ technicianId: Id, ...when, reason: freeText(40).check(z.minLength(1)) }).check(
    z.refine((leave) => leave.fromDay <= leave.toDay, { error: 'days', path: ['toDay'] }),
    z.refine((leave) => leave.startsMinute < leave.endsMinute, { error: 'hours', path: ['endsMinute'] }),
  ),
  response: LeaveRequest,
  errors: [
    'store.not_found',
    'store.technician_not_found',
    'store.leave_only_own',
    'store.leave_past',
    'store.leave_overlaps',
    'store.leave_asked',
  ],
})

const requestGone = ['store.leave_request_not_found', 'store.leave_request_changed'] as const

export const withdraw = endpoint({
  method: 'POST',
  path: '/api/leave-requests/:requestId/withdrawal',
  summary: 'Takes back a request that nobody has decided. For whoever asked, and whom it is for.',
  access: { staff: 'leave.request' },
  params,
  body: z.object({ version: Version }),
  response: LeaveRequest,
  errors: [...requestGone],
})

const note = freeText(100)

export const reject = endpoint({
  method: 'POST',
  path: '/api/leave-requests/:requestId/rejection',
  summary: 'Turns a request down, with a word why.',
  access: { staff: 'store.manage_resources' },
  params,
  body: z.object({ version: Version, note: note.check(z.minLength(1)) }),
  response: LeaveRequest,
  errors: [...requestGone, 'store.leave_own_request'],
})

/** `version` is that of the request, `rosterVersion` that of the people and bays on the screen. */
const seen = { version: Version, rosterVersion: z.int().check(z.minimum(0)) }
const refusals = [
  ...requestGone,
  'store.leave_own_request',
  'store.roster_changed',
  'store.technician_not_found',
  'store.leave_past',
  'store.leave_overlaps',
] as const

export const preview = endpoint({
  method: 'POST',
  path: '/api/leave-requests/:requestId/approval/preview',
  summary: 'Bookings to come that would lose the technician if the leave were approved. Writes nothing.',
  access: { staff: 'store.manage_resources' },
  params,
  body: z.object(seen),
  response: z.object({ affected: z.array(AffectedBooking) }),
  errors: [...refusals],
})

export const approve = endpoint({
  method: 'POST',
  path: '/api/leave-requests/:requestId/approval',
  summary: 'Approves a request and writes the leave in the same moment. Bookings stay as they are and are listed.',
  access: { staff: 'store.manage_resources' },
  params,
  body: z.object({ ...seen, affectedSeen: z._default(z.int().check(z.minimum(0)), 0), note: z._default(note, '') }),
  response: z.object({ request: LeaveRequest, affected: z.array(AffectedBooking) }),
  errors: [...refusals, 'booking.impact_changed'],
})
