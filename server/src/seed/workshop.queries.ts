import { In } from 'typeorm'
import { BookingStep } from '../modules/booking/booking.entity'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { Tx } from '../platform/database'

/** The steps of these bookings, in their order. */
export const stepsOf = (tx: Tx, bookingIds: readonly string[]): Promise<BookingStep[]> =>
  tx.find(BookingStep, { where: { bookingId: In([...bookingIds]) }, order: { ordinal: 'ASC' } })

/** The work orders of these ids. */
export const workordersOf = (tx: Tx, ids: readonly string[]): Promise<Workorder[]> =>
  tx.find(Workorder, { where: { id: In([...ids]) } })

/** Takes away the work orders of these ids. */
export const dropWorkorders = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.delete(Workorder, { id: In([...ids]) })
