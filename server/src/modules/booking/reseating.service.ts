import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import type { Roster } from '../store'
import { announceBooking } from './announcing'
import { Claim, type Booking, type BookingStep } from './booking.entity'
import type { Assignment, Visit } from './capacity'
import { claimsOf } from './claiming'
import { findRoom, readSeats, type SeatedStep, type StepMove } from './seat.queries'
import type { StoreDayState } from './slot.queries'

/**
 * Makes room for a visit by letting others change bays and people, behind the gate of the day; their times stay (DESIGN §4).
 * Undefined, and nothing written, when there is no way.
 */
export async function makeRoom(
  app: App,
  tx: Tx,
  where: { readonly storeId: string; readonly roster: Roster; readonly state: StoreDayState; readonly except?: string },
  visit: Visit,
  minute: number,
): Promise<readonly Assignment[] | undefined> {
  const seated = await readSeats(tx, where.storeId, where.roster, where.state, where.except)
  const room = findRoom(visit, minute, seated)
  if (!room) return undefined
  await writeMoves(app, tx, seated, room.moves)
  return room.chosen
}

/** Gives back the cells of everybody who moves before anybody takes new ones. */
async function writeMoves(app: App, tx: Tx, seated: readonly SeatedStep[], moves: readonly StepMove[]): Promise<void> {
  const bookings = [...new Map(moves.map(({ booking }) => [booking.id, booking])).values()]
  const day = seated[0]?.step.day ?? ''
  for (const { id } of bookings) await tx.put('delete from claim where booking_id = ? and day = ?', [id, day])
  for (const { step, bayId, technicianIds } of moves)
    await tx.put('update booking_step set bay_id = ?, technician_ids = ? where booking_id = ? and ordinal = ?', [
      ...[bayId, JSON.stringify(technicianIds), step.bookingId, step.ordinal],
    ])
  for (const booking of bookings) {
    const mine = seated.filter((one) => one.booking === booking).map(({ step }) => step)
    const after = mine.map((step) => afterMove(step, moves))
    await tx.insert(Claim, claimsOf(booking, after))
    await tx.put('update booking set version = version + 1 where id = ?', [booking.id])
    await auditReseat(app, tx, booking, mine, after)
    announceBooking(tx, booking, 'reseated')
  }
}

function afterMove(step: BookingStep, moves: readonly StepMove[]): BookingStep {
  const move = moves.find((one) => one.step === step)
  return move ? { ...step, bayId: move.bayId, technicianIds: move.technicianIds } : step
}

const auditReseat = (
  app: App,
  tx: Tx,
  { id, storeId }: Booking,
  before: readonly BookingStep[],
  after: readonly BookingStep[],
): Promise<void> => {
  const seats = (steps: readonly BookingStep[]) =>
    steps.map(({ ordinal, bayId, technicianIds }) => ({ ordinal, bayId, technicianIds }))
  return audit(tx, app.clock.now(), {
    ...{ actor: { kind: 'system', name: 'reseat' }, action: 'booking.reseat', subject: { type: 'booking', id } },
    ...{ storeId, before: { steps: seats(before) }, after: { steps: seats(after) } },
  })
}
