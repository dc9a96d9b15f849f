/** Every state that a booking enters is announced under its own name, and a new time too, with `bookingId` and `storeId`. */
export const BOOKING_EVENTS = [
  'booking.placed',
  'booking.confirmed',
  'booking.arrived',
  'booking.arrival_corrected',
  'booking.cancelled',
  'booking.rejected',
  'booking.no_show',
  'booking.moved',
  'booking.replanned',
  'booking.delayed',
  'booking.unseated',
  'booking.seated',
] as const

/** Work of a car in the workshop that changed hands in the plan of the day, as `booking.reseated` tells it in `moved`. */
export interface MovedWork {
  readonly serviceId: string | null
  /** The job, of work that was found during the visit. */
  readonly jobId: string | null
  readonly from: { readonly bayId: string; readonly technicianIds: readonly string[] }
  readonly to: { readonly bayId: string; readonly technicianIds: readonly string[] }
}
