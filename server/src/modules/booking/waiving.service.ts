import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { sqlInstant } from '../../platform/sql'
import { announceBooking } from './announcing'
import type { Booking } from './booking.entity'
import { requireBooking } from './booking.queries'
import { requireReachableBooking, type StaffContext, type Standing } from './booking.service'

/**
 * A no-show that shall not count against the customer, for a reason that stays on record. Repeating it changes nothing.
 * Throws `booking.state_changed` for a booking that is no no-show, or no longer.
 */
export async function waiveNoShow(app: App, context: StaffContext, reason: string): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.cancel', context.bookingId)
  if (isWaived(booking)) return standingOf(booking)
  if (await writeWaiver(app, booking, context, reason)) return { ...standingOf(booking), version: booking.version + 1 }
  const now = await requireBooking(app.db.read, booking.id)
  if (!isWaived(now)) throw new AppError('booking.state_changed')
  return standingOf(now)
}

const isWaived = ({ state, waivedAt }: Booking): boolean => state === 'no_show' && waivedAt !== null
const standingOf = ({ id, state, version }: Booking): Standing => ({ id, state, version })

/** False when it could not be written: the booking is something else, or somebody was faster. */
function writeWaiver(app: App, booking: Booking, context: StaffContext, reason: string): Promise<boolean> {
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    const matched = await tx.run(
      `update booking set waived_at = ?, version = version + 1, updated_at = ?
        where id = ? and version = ? and state = 'no_show' and waived_at is null`,
      [sqlInstant(now), sqlInstant(now), booking.id, context.seen],
    )
    if (matched === 0) return false
    await audit(tx, now, {
      ...{ actor: context.actor, action: 'booking.waive_no_show', subject: { type: 'booking', id: booking.id } },
      ...{ storeId: booking.storeId, reason, requestId: context.requestId },
      ...{ before: { isWaived: false }, after: { isWaived: true } },
    })
    announceBooking(tx, booking, 'waived')
    return true
  })
}
