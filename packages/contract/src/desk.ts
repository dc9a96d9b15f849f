import * as z from 'zod/mini'
import { BookingState } from './booking'
import { FuelField } from './catalog'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, Instant, MinuteField, Version } from './fields'
import { MobilityWish } from './mobility-wish'

const Standing = z.object({ id: Id, state: BookingState, version: Version })

/** Why a car cannot be put somewhere, as staff read it. */
export const moveRefusals = {
  bay_taken: '这个工位在该时段已被占用',
  bay_type: '这个工位不能做该项目',
  technician_taken: '这位技师在该时段已有安排',
  technician_unqualified: '这位技师没有所需的技能或有效证书',
  technician_absent: '这位技师在该时段不当班',
  team_size: '这个项目需要的技师人数不对',
  outside_hours: '超出当天的营业时间',
  no_capacity: '该时段没有空闲的工位或技师',
} as const
export const MoveRefusal = z.enum([
  'bay_taken',
  'bay_type',
  'technician_taken',
  'technician_unqualified',
  'technician_absent',
  'team_size',
  'outside_hours',
  'no_capacity',
])
export type MoveRefusal = z.infer<typeof MoveRefusal>

export const move = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/move',
  summary:
    'Puts a booking at another time, or one of its steps on another bay or other people. With `dryRun` nothing is written. A place that does not work is told in `refusals`.',
  access: { staff: 'booking.move' },
  params: z.object({ bookingId: Id }),
  body: z.object({
    version: Version,
    day: DayField,
    /** The start of the visit. */
    minute: MinuteField,
    /** Who shall do a step; steps that are not named keep their people at the same time, and are chosen anew at another. */
    steps: z._default(
      z
        .array(
          z.object({
            ordinal: z.int(),
            bayId: Id,
            /** Null: whoever is free. */
            technicianIds: z.nullable(z.array(Id).check(z.maxLength(4))),
          }),
        )
        .check(z.maxLength(10)),
      [],
    ),
    /** The car may stay overnight: what is not done at closing goes on the next open day. */
    isOvernight: z._default(z.boolean(), false),
    dryRun: z._default(z.boolean(), false),
  }),
  response: z.object({ isMoved: z.boolean(), refusals: z.array(MoveRefusal), standing: z.nullable(Standing) }),
  errors: [
    'mobility.no_driver',
    'mobility.no_loaner',
    'booking.not_found',
    'booking.state_changed',
    'store.day_unknown',
  ],
})

/** What a change of the day's plan does to others. */
const Disturbed = z.object({ bookingId: Id, number: z.string(), minutes: z.int() })

export const replan = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/plan',
  summary:
    'How much more work a car in the workshop needs: 0 for done. What is taken too long is given back, what is missing is taken: others change places first, and only who cannot be helped is delayed and told. What does not fit today goes on the next open day. With `dryRun` nothing is written.',
  access: { staff: 'booking.move' },
  params: z.object({ bookingId: Id }),
  body: z.object({
    version: Version,
    remainingMinutes: z.int().check(z.minimum(0), z.maximum(2880)),
    dryRun: z._default(z.boolean(), false),
  }),
  response: z.object({
    isSaved: z.boolean(),
    /** When it will be done. */
    endDay: DayField,
    endMinute: MinuteField,
    /** How many others change bays or people. */
    reseated: z.int(),
    delayed: z.array(Disturbed),
    /** Who cannot be served on that day any more: call them. */
    unseated: z.array(z.object({ bookingId: Id, number: z.string() })),
    standing: z.nullable(Standing),
  }),
  errors: ['booking.not_found', 'booking.state_changed', 'booking.not_in_workshop', 'store.day_unknown'],
})

export const checkInCode = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/check-in-code',
  summary: 'The code on the poster at the entrance: owners scan it to say that they are there.',
  access: { staff: 'booking.read' },
  params: z.object({ storeId: Id }),
  response: z.object({
    code: z.string(),
    /** What the poster’s QR code holds: opens the owner app. */
    url: z.string(),
  }),
  errors: ['store.not_found'],
})

export const findCustomer = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/desk-customers',
  summary:
    'Who has this mobile number, with their cars: for the colleague who has the customer on the phone or before them.',
  access: { staff: 'booking.create' },
  limit: { points: 60, seconds: 60, by: 'session' },
  params: z.object({ storeId: Id }),
  body: z.object({ phone: freeText(20).check(z.minLength(11)) }),
  response: z.object({
    isKnown: z.boolean(),
    maskedName: z.nullable(z.string()),
    vehicles: z.array(z.object({ id: Id, name: z.string(), maskedPlate: z.nullable(z.string()), fuel: FuelField })),
  }),
  errors: ['store.not_found'],
})

export const book = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/desk-bookings',
  summary:
    'The front desk books for a customer on the phone, or takes in a car that just came. A new number becomes a customer, a new plate one of their cars. A walk-in starts now and may have what is kept for walk-ins.',
  access: { staff: 'booking.create' },
  params: z.object({ storeId: Id }),
  body: z.object({
    /** Made once per intent by the client. */
    requestId: z.uuid(),
    channel: z.enum(['phone', 'walk_in']),
    phone: freeText(20).check(z.minLength(11)),
    name: z._default(freeText(30), ''),
    /** One of the customer's cars, or a plate with what it is. */
    vehicle: z.union([
      z.object({ id: Id }),
      z.object({
        plate: freeText(32).check(z.minLength(1)),
        brand: z._default(freeText(30), ''),
        model: z._default(freeText(50), ''),
        fuel: FuelField,
      }),
    ]),
    serviceIds: z.array(Id).check(z.minLength(1), z.maxLength(6)),
    /** Left out by a walk-in: the next quarter of an hour at which it fits today. */
    at: z.optional(z.object({ day: DayField, minute: MinuteField })),
    remark: z._default(freeText(200), ''),
    /** Work that has to be done again: free of charge, and it may have what is kept for it. */
    isRework: z._default(z.boolean(), false),
    /** The car may stay overnight: what is not done at closing goes on the next open day. */
    isOvernight: z._default(z.boolean(), false),
    /** A driver or a loaner car with it. A car that is there already can be brought home (`fetch: false`), not fetched. */
    mobility: z.optional(MobilityWish),
  }),
  response: z.object({ ...Standing.shape, number: z.string(), day: DayField, minute: MinuteField, startsAt: Instant }),
  errors: [
    'store.not_found',
    'catalog.service_not_found',
    'catalog.service_not_bookable',
    'catalog.service_not_for_fuel',
    'vehicle.not_found',
    'vehicle.plate_invalid',
    'vehicle.garage_full',
    'booking.slot_taken',
    'booking.slot_past',
    'booking.slot_closed',
    'booking.slot_too_far',
    'booking.vehicle_booked',
    'booking.no_room_today',
    'mobility.no_driver',
    'mobility.no_loaner',
  ],
})
