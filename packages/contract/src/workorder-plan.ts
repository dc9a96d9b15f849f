import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, Id, Instant, MinuteField, Version } from './fields'
import { Vendor } from './workorder-floor'
import { JobState, PauseReason } from './workorder-words'

/** A job as the dispatcher sees it. */
const FloorJob = z.object({
  jobId: Id,
  version: Version,
  workorderId: Id,
  workorderNumber: z.string(),
  plate: z.string(),
  carName: z.string(),
  name: z.string(),
  state: JobState,
  pauseReason: z.nullable(PauseReason),
  bayType: z.string(),
  technicianCount: z.int(),
  technicianIds: z.array(Id),
  bayId: z.nullable(Id),
  /** Where it is done outside (外协), and by when it is back. */
  vendor: z.nullable(Vendor),
  plannedMinutes: z.int(),
  actualMinutes: z.int(),
  promisedAt: z.nullable(Instant),
  risk: z.enum(['none', 'soon', 'late']),
  isAddon: z.boolean(),
  isRework: z.boolean(),
})

/** A job on the axis of the day: as it went up to now, and as it is expected to go on. */
const FloorBlock = z.extend(FloorJob, {
  startsMinute: MinuteField,
  endsMinute: MinuteField,
  /** It has not begun, or the end lies ahead. */
  isExpected: z.boolean(),
  /** Was begun on a day before (结转). */
  isCarriedOver: z.boolean(),
  /** Does not end today. */
  goesOn: z.boolean(),
})
export type FloorBlock = z.infer<typeof FloorBlock>
export type FloorJob = z.infer<typeof FloorJob>

export const floorPlan = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/floor',
  summary:
    'Today on the floor: who works on what, what comes next, what goes on tomorrow, and what waits for somebody.',
  access: { staff: 'workorder.dispatch' },
  params: z.object({ storeId: Id }),
  response: z.object({
    day: DayField,
    now: Instant,
    isOpen: z.boolean(),
    opensMinute: MinuteField,
    closesMinute: MinuteField,
    technicians: z.array(
      z.object({
        id: Id,
        name: z.string(),
        /** When they are there, minutes of the day. */
        spans: z.array(z.tuple([MinuteField, MinuteField])),
        /** Minutes from now on in which they are there and nothing is expected of them. */
        openMinutes: z.int(),
      }),
    ),
    bays: z.array(z.object({ id: Id, name: z.string(), type: z.string() })),
    blocks: z.array(FloorBlock),
    waiting: z.array(FloorJob),
  }),
  errors: ['store.not_found'],
})
