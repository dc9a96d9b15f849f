/**
 * Mobility (取送车与代步车): drivers who fetch cars and bring them back, and loaner cars, as resources that cannot be double
 * booked. Whoever makes, moves or ends a visit calls these in its own transaction, behind the gate of the day.
 */
export { findOf } from './mobility.queries'
export { reserve, type VisitPlace } from './reserving.service'
export { release, shift } from './shifting.service'
