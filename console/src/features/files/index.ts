export { BookingFiles } from './BookingFiles'
