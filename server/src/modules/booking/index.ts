/**
 * Booking (预约): true free times, and the promise of a bay and technicians for one of them. Others read a booking here
 * and listen to its events; whoever changes claims is inside this module.
 */
export { afterOpenMinutes, openMinutesBetween, type OpenDay } from './answer-time'
export { passVisitGates, takeBackArrival } from './arrival-correction.service'
export { findSteps, requireBooking } from './booking.queries'
export { BOOKING_EVENTS, type MovedWork } from './booking.events'
export { freeInLane } from './slot-page.service'
export { closingText } from './wording'
export { earliestStarts, plannedTechnicians } from './floor.queries'
export { extendWork, type Extended, type MoreWork } from './floor-extending.service'
export { dropWork } from './floor-dropping.service'
export { finishWork } from './floor-finishing.service'
export { reseatWork } from './floor-seating.service'
