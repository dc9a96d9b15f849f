import type { desk } from '@pitlane/contract'
import { CELL_MINUTES, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toInstant } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { passGate } from '../store'
import { announceBooking } from './announcing'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { claimsOf } from './claiming'
import { daysOfWork, findOpenWork, readSights, type OpenWork, type WorkOf } from './floor-work.queries'
import type { Cause } from './healing.service'
import { wakeWaitlist } from './offer.service'
import { watchOverrun } from './overrun-planting.service'
import { enterDay, lastDayOf } from './seating.service'
import { placeWork, rowsOf, type Crew, type WorkPlace, type WorkSights } from './work-place'

/** Who shall do what is left of one service of a booking, and where. */
export interface Reseat extends WorkOf, Crew {
  /** It may not begin later than this, unless the quarter of an hour that runs does. */
  readonly noLaterThan?: Date | undefined
}

const isSame = (step: BookingStep, { bayId, technicianIds }: Crew): boolean =>
  step.isSeated && step.bayId === bayId && [...step.technicianIds].sort().join() === [...technicianIds].sort().join()

/**
 * Gives what is left of a service, or of a job that was found, of a car in the workshop to these people and this bay, in the
 * caller's transaction and behind the gates of its days. A car that came early is worked on as soon as they can, and where they are
 * busy at its time, later that day, with check and wash behind it; what is over keeps who did it. Empty where that is done, and
 * where nothing of it is planned any more; else why these cannot have it, and nothing was written. Call it before anything of the
 * days is read.
 */
export async function reseatWork(app: App, tx: Tx, cause: Cause, to: Reseat): Promise<readonly desk.MoveRefusal[]> {
  const known = await findOpenWork(app, tx, to)
  if (known.pieces.length === 0) return []
  for (const day of daysOfWork(known)) await passGate(tx, known.store.id, day)
  const work = await findOpenWork(app, tx, to)
  const { store, booking, steps, pieces } = work
  const sights = await readSights(app, tx, work, (day) => enterDay(app, tx, { store }, day, booking.id))
  const places = placeWork(sights, to)
  if (!places) return refusalsOf(sights, to)
  if (isTooLate(app, work, places, to)) return ['no_capacity']
  if (pieces.every((step) => isSame(step, to)) && !places.some(isEarlier)) return []
  await write(app, tx, { work, rows: rowsOf(steps, places, to) }, cause)
  return []
}

/** Who has it already keeps its time, unless there is an earlier one. */
const isEarlier = ({ sight: { step, day, hasBegun }, cell }: WorkPlace): boolean =>
  !hasBegun && (day < step.day || cell * CELL_MINUTES < step.startsMinute)

function isTooLate(app: App, { store }: OpenWork, [first]: readonly WorkPlace[], { noLaterThan }: Reseat): boolean {
  if (!noLaterThan || !first) return false
  const at = toInstant(first.sight.day, first.cell * CELL_MINUTES, store.timeZone)
  return at > noLaterThan && at > app.clock.now()
}

function refusalsOf({ today, planned }: WorkSights, { technicianIds, bayId }: Crew): readonly desk.MoveRefusal[] {
  const demand = (today ?? planned[0])?.demand
  if (!demand) return ['outside_hours']
  if (new Set(technicianIds).size !== technicianIds.length) return ['team_size']
  if (!demand.bays.some(({ id }) => id === bayId)) return ['bay_type']
  const isKnown = technicianIds.every((one) => demand.technicians.some(({ id }) => id === one))
  return [isKnown ? 'no_capacity' : 'technician_unqualified']
}

interface Written {
  readonly work: OpenWork
  readonly rows: readonly BookingStep[]
}

const planOf = (rows: readonly BookingStep[]) =>
  rows.map(({ ordinal, day, startsMinute, endsMinute, bayId, technicianIds }) => ({
    ...{ ordinal, day, startsMinute, endsMinute, bayId, technicianIds },
  }))

const daysOf = (rows: readonly BookingStep[]): Day[] => [...new Set(rows.map(({ day }) => day))].sort()

/** When the visit ends on its first day. */
const endOf = ({ day, startsMinute }: Booking, rows: readonly BookingStep[]): number =>
  Math.max(startsMinute + 1, ...rows.flatMap((row) => (row.day === day ? [row.endsMinute] : [])))

/** What is over stays as it was claimed. */
async function write(app: App, tx: Tx, { work, rows }: Written, cause: Cause): Promise<void> {
  const { booking, steps: before, now: local } = work
  const now = app.clock.now()
  const isUnseated = rows.some(({ day, isSeated }) => day >= local.day && !isSeated)
  await tx.put('delete from claim where booking_id = ? and day >= ?', [booking.id, local.day])
  await tx.put('delete from booking_step where booking_id = ?', [booking.id])
  await tx.insert(BookingStep, rows)
  const claims = rows.filter(({ day }) => day >= local.day)
  await tx.insert(Claim, claimsOf(booking, claims))
  await tx.put(
    `update booking set version = version + 1, updated_at = ?, is_unseated = ?, ends_minute = ?, last_day = ? where id = ?`,
    [sqlInstant(now), Number(isUnseated), endOf(booking, rows), lastDayOf(booking.day, rows), booking.id],
  )
  await audit(tx, now, {
    ...{ actor: cause.by, action: 'booking.reseat', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: booking.storeId, requestId: cause.requestId, reason: cause.reason },
    ...{ before: { steps: planOf(before) }, after: { steps: planOf(rows) } },
  })
  const facts = { bookingId: booking.id, storeId: booking.storeId, version: booking.version + 1 }
  if (booking.isUnseated && !isUnseated) tx.emit({ type: 'booking.seated', ...facts })
  const days = daysOf([...before, ...rows])
  for (const day of days) announceBooking(tx, { ...booking, day }, 'reseated')
  for (const day of days) if (day >= local.day) wakeWaitlist(app, tx, booking.storeId, day)
  await watchOverrun(tx, booking.id)
}
