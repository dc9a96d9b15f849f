import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, MinuteField, Version } from './fields'
import { limits } from './files'
import { LoanerState, TripState } from './mobility-states'

const Km = z.number().check(z.minimum(0), z.maximum(500))
const Mileage = z.int().check(z.minimum(0), z.maximum(1_500_000))
const Percent = z.int().check(z.minimum(0), z.maximum(100))
const Reason = freeText(100).check(z.minLength(2))
const Note = z._default(freeText(200), '')
/** As typed by the person on the driver's sheet. */
const SignedName = freeText(30).check(z.minLength(2))

const plain = <T extends string>(to: T) => z.object({ to: z.literal(to) })
const withReason = <T extends string>(to: T) => z.object({ to: z.literal(to), reason: Reason })
const arrival = { drivenKm: Km, kmNote: z._default(freeText(100), '') }

/** What happened on a trip. `assigned` again puts another driver on it. */
export const TripStep = z.discriminatedUnion('to', [
  z.object({ to: z.literal('assigned'), driverId: Id, plannedKm: Km }),
  plain('arrived'),
  z.object({
    to: z.literal('inspected'),
    mileageKm: Mileage,
    energyPercent: Percent,
    conditionNote: Note,
    valuablesNote: Note,
    /** Photos of the car, sent before as `trip_condition`, in the order in which they are shown. */
    photoIds: z._default(z.array(Id).check(z.maxLength(limits.photos)), []),
    /** Left out, the owner is asked to agree in the app. */
    consentName: z.optional(SignedName),
  }),
  z.object({ to: z.literal('en_route'), consentName: z.optional(SignedName) }),
  z.object({ to: z.literal('at_store'), ...arrival }),
  z.object({
    to: z.literal('returned'),
    ...arrival,
    /** What the owner told the driver, or else the name of whoever signed for the car. */
    code: z.optional(z.string().check(z.regex(/^\d{4}$/))),
    receiverName: z.optional(SignedName),
  }),
  withReason('refused_condition'),
  withReason('accident'),
  withReason('no_contact'),
  withReason('cancelled_by_customer'),
  withReason('cancelled_by_store'),
])
export type TripStep = z.infer<typeof TripStep>

export const stepTrip = endpoint({
  method: 'POST',
  path: '/api/trips/:tripId/steps',
  summary:
    'Writes down the next step of a trip. A step that cannot follow is refused with `data.reason`; more than the allowed kilometres needs an explanation.',
  access: { staff: 'mobility.dispatch' },
  params: z.object({ tripId: Id }),
  body: z.object({ version: Version, step: TripStep }),
  response: z.object({ id: Id, state: TripState, version: Version }),
  errors: [
    'mobility.trip_not_found',
    'mobility.state_changed',
    'mobility.step_refused',
    'mobility.driver_taken',
    'mobility.resource_not_found',
    'mobility.photos_missing',
    'mobility.consent_missing',
    'files.not_found',
    'files.too_many',
    'mobility.km_unexplained',
    'mobility.code_wrong',
    'mobility.receiver_missing',
  ],
})

const hand = { mileageKm: Mileage, energyPercent: Percent, note: Note }

/** What is done about a loaner car. */
export const LoanerStep = z.discriminatedUnion('kind', [
  /** The licence was seen, it is the driver's own, and it is valid through this day. Its number is not kept. */
  z.object({
    kind: z.literal('check'),
    licenceSeen: z.literal(true),
    nameMatches: z.literal(true),
    validUntil: DayField,
  }),
  /** The driver has read who pays fines and what is insured. */
  z.object({ kind: z.literal('hand_out'), ...hand, termsAccepted: z.literal(true) }),
  z.object({ kind: z.literal('take_back'), ...hand, extraNote: z._default(freeText(200), '') }),
  z.object({ kind: z.literal('swap'), carId: Id }),
  z.object({ kind: z.literal('extend'), untilDay: DayField, untilMinute: MinuteField }),
  z.object({ kind: z.literal('cancel'), reason: Reason }),
])
export type LoanerStep = z.infer<typeof LoanerStep>

export const stepLoaner = endpoint({
  method: 'POST',
  path: '/api/loaners/:loanerId/steps',
  summary:
    'Checks the licence, hands a loaner car out, takes it back, puts another car in its place, or keeps it longer.',
  access: { staff: 'mobility.dispatch' },
  params: z.object({ loanerId: Id }),
  body: z.object({ version: Version, step: LoanerStep }),
  response: z.object({ id: Id, state: LoanerState, version: Version }),
  errors: [
    'mobility.loaner_not_found',
    'mobility.state_changed',
    'mobility.step_refused',
    'mobility.car_taken',
    'mobility.car_out',
    'mobility.resource_not_found',
    'mobility.licence_invalid',
    'mobility.mileage_back',
    'mobility.extension_invalid',
  ],
})
