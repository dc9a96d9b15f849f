import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, Id, Instant, MinuteField, Version } from './fields'
import { PhotoView } from './files'
import { LoanerState, TripDirection, TripState } from './mobility-states'
import { LoanerCarView } from './mobility-resources'

export * from './mobility-states'
export * from './mobility-resources'
export * from './mobility-steps'
export * from './mobility-wish'

/** How long before the visit the driver is at the owner's door, unless the owner asks for another time. */
export const DEFAULT_LEAD_MINUTES = 60

const Minute = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1440))

export const offers = endpoint({
  method: 'GET',
  path: '/api/mobility-offers',
  summary: 'Whether a driver and a loaner car are free for a visit at this moment. A hint: booking decides.',
  access: 'public',
  limit: { points: 120, seconds: 60, by: 'address' },
  query: z
    .object({ storeId: Id, day: DayField, minute: Minute, endMinute: Minute })
    .check(z.refine((visit) => visit.minute < visit.endMinute, { error: 'span' })),
  response: z.object({
    /** A driver is free to fetch the car. */
    hasFetch: z.boolean(),
    /** When the driver would be at the door, or null. */
    fetchFrom: z.nullable(MinuteField),
    hasReturn: z.boolean(),
    /** When the car would be back at the door at the latest, or null. */
    returnBy: z.nullable(MinuteField),
    hasLoaner: z.boolean(),
  }),
  errors: ['store.not_found'],
})
export type MobilityOffers = z.infer<(typeof offers)['response']>

const Inspection = z.object({
  mileageKm: z.int(),
  /** Fuel, or charge of the battery. */
  energyPercent: z.int(),
  /** What was seen on the car. */
  conditionNote: z.string(),
  /** What was left in it. */
  valuablesNote: z.string(),
  /** The car as it was handed over. Empty once they have been deleted, 30 days after the trip. */
  photos: z.array(PhotoView),
})

/** A trip as its owner sees it. Words for `state` are in `tripStates`. */
export const TripView = z.object({
  id: Id,
  bookingId: Id,
  direction: TripDirection,
  state: TripState,
  /** What happens next, in a sentence. */
  next: z.string(),
  version: Version,
  day: DayField,
  /** When the driver is at the door. */
  doorMinute: MinuteField,
  /** Null once it has been forgotten. */
  address: z.nullable(z.string()),
  /** `王师傅`, once the trip is assigned. */
  driverName: z.nullable(z.string()),
  inspection: z.nullable(Inspection),
  agreedAt: z.nullable(Instant),
  /** The owner is asked to agree to the inspection now. */
  canAgree: z.boolean(),
  /** Until when the owner may cancel without calling; null when that is over. */
  cancelUntil: z.nullable(Instant),
  /** 交车码: what the owner tells the driver who brings the car back; null until it is on its way. */
  code: z.nullable(z.string()),
})
export type TripView = z.infer<typeof TripView>

/** A loaner car as the owner who drives it sees it. Words for `state` are in `loanerStates`. */
export const LoanerView = z.object({
  id: Id,
  bookingId: Id,
  state: LoanerState,
  next: z.string(),
  version: Version,
  model: z.string(),
  plate: z.string(),
  day: DayField,
  minute: MinuteField,
  untilDay: DayField,
  untilMinute: MinuteField,
  isOverdue: z.boolean(),
  canCancel: z.boolean(),
})
export type LoanerView = z.infer<typeof LoanerView>

export const mine = endpoint({
  method: 'GET',
  path: '/api/me/bookings/:bookingId/mobility',
  summary: "What comes with one of the owner's bookings: trips and a loaner car. Empty for anybody else's.",
  access: 'customer',
  params: z.object({ bookingId: Id }),
  response: z.object({ trips: z.array(TripView), loaner: z.nullable(LoanerView) }),
  errors: [],
})

const tripParams = z.object({ tripId: Id })
const seen = z.object({ version: Version })

export const cancelTrip = endpoint({
  method: 'POST',
  path: '/api/me/trips/:tripId/cancellation',
  summary: 'The owner does without a trip, until the driver leaves. Repeating it changes nothing.',
  access: 'customer',
  params: tripParams,
  body: seen,
  response: TripView,
  errors: ['mobility.trip_not_found', 'mobility.driver_left', 'mobility.state_changed'],
})

export const agree = endpoint({
  method: 'POST',
  path: '/api/me/trips/:tripId/agreement',
  summary: 'The owner agrees to what was written down about the car. Repeating it changes nothing.',
  access: 'customer',
  params: tripParams,
  body: seen,
  response: TripView,
  errors: ['mobility.trip_not_found', 'mobility.nothing_to_agree', 'mobility.state_changed'],
})

export const cancelLoaner = endpoint({
  method: 'POST',
  path: '/api/me/loaners/:loanerId/cancellation',
  summary: 'The owner does without a loaner car that was not handed out yet. Repeating it changes nothing.',
  access: 'customer',
  params: z.object({ loanerId: Id }),
  body: seen,
  response: LoanerView,
  errors: ['mobility.loaner_not_found', 'mobility.step_refused', 'mobility.state_changed'],
})

/** Whose car it is, masked. */
const Person = {
  maskedName: z.nullable(z.string()),
  maskedPhone: z.nullable(z.string()),
  vehicleName: z.string(),
  maskedPlate: z.nullable(z.string()),
}

/** A trip as staff see it: personal data masked, and never the 交车码. */
export const TripRow = z.object({
  id: Id,
  bookingId: Id,
  direction: TripDirection,
  state: TripState,
  version: Version,
  day: DayField,
  /** When the driver leaves, is at the door, and is free again. */
  minute: MinuteField,
  doorMinute: MinuteField,
  endMinute: MinuteField,
  driverId: Id,
  driverName: z.string(),
  ...Person,
  maskedAddress: z.nullable(z.string()),
  plannedKm: z.nullable(z.number()),
  drivenKm: z.nullable(z.number()),
  kmNote: z.nullable(z.string()),
  inspection: z.nullable(Inspection),
  /** How the owner agreed to the inspection: in the app, or by name on the driver's sheet. */
  consentBy: z.nullable(z.enum(['app', 'name'])),
  reason: z.nullable(z.string()),
  /** The booking was cancelled while the car was in our hands. */
  isBookingOver: z.boolean(),
  /** Tries with a wrong 交车码. */
  codeTries: z.int(),
  /** Steps that are possible from here. */
  steps: z.array(TripState),
})
export type TripRow = z.infer<typeof TripRow>

const Handover = z.object({ mileageKm: z.int(), energyPercent: z.int(), note: z.string(), at: Instant })

export const LoanerRow = z.object({
  id: Id,
  bookingId: Id,
  state: LoanerState,
  version: Version,
  carId: Id,
  day: DayField,
  minute: MinuteField,
  untilDay: DayField,
  untilMinute: MinuteField,
  ...Person,
  licenceUntil: z.nullable(DayField),
  out: z.nullable(Handover),
  back: z.nullable(Handover),
  /** Fines, missing fuel, damage: what is still to be settled. */
  extraNote: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  isOverdue: z.boolean(),
  isBookingOver: z.boolean(),
})
export type LoanerRow = z.infer<typeof LoanerRow>

export const day = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/mobility',
  summary: "One day of a store's trips and loaner cars, by time. Loaners that are out are always listed.",
  access: { staff: 'mobility.dispatch' },
  params: z.object({ storeId: Id }),
  query: z.object({ day: DayField }),
  response: z.object({
    day: DayField,
    trips: z.array(TripRow),
    loaners: z.array(LoanerRow),
    drivers: z.array(
      z.object({
        id: Id,
        name: z.string(),
        startsMinute: z.nullable(MinuteField),
        endsMinute: z.nullable(MinuteField),
      }),
    ),
    cars: z.array(LoanerCarView),
  }),
  errors: ['store.not_found'],
})
export type MobilityDay = z.infer<(typeof day)['response']>

export const revealTrip = endpoint({
  method: 'POST',
  path: '/api/trips/:tripId/contact',
  summary: 'Name, number, address and note of a trip in full. Every look is written to the audit log.',
  access: { staff: 'customer.reveal' },
  limit: { points: 120, seconds: 86_400, by: 'session' },
  params: tripParams,
  response: z.object({
    name: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    plate: z.nullable(z.string()),
    address: z.nullable(z.string()),
    contactNote: z.nullable(z.string()),
    driverPhone: z.string(),
  }),
  errors: ['mobility.trip_not_found'],
})
