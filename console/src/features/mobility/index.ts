export { BookingTrips } from './BookingTrips'
export { MobilityPage } from './MobilityPage'
