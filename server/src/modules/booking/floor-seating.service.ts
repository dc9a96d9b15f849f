import type { desk } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { passGate, requireStore, type Store } from '../store'
import { announceBooking } from './announcing'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import { choose } from './choosing'
import { claimsOf } from './claiming'
import type { Cause } from './healing.service'
import { downToQuarter } from './overnight'
import type { Moment } from './remaining'
import { needsOfSteps } from './seat.queries'
import { readDay, visitFor } from './slot.queries'
import { rosterOf } from './slot.service'

/** Who shall do what is left of one service of a booking, and where. */
export interface Reseat {
  readonly bookingId: string
  readonly serviceId: string | null
  /** The job, of work that was found during the visit; null of what was booked. */
  readonly jobId: string | null
  readonly technicianIds: readonly string[]
  readonly bayId: string
}

const isOver = ({ day, endsMinute }: BookingStep, now: Moment): boolean =>
  day < now.day || (day === now.day && endsMinute <= now.minute)

const isSame = (step: BookingStep, { bayId, technicianIds }: Reseat): boolean =>
  step.isSeated && step.bayId === bayId && [...step.technicianIds].sort().join() === [...technicianIds].sort().join()

/**
 * Gives what is left of a service, or of a job that was found, of a car in the workshop to other people and another bay, in the caller's transaction and
 * behind the gates of its days; times stay, and what is over keeps who did it. Empty where that is done, and where nothing of
 * it is planned any more; else why these cannot have it, and nothing was written. Call it before anything of the days is read.
 */
export async function reseatWork(app: App, tx: Tx, cause: Cause, to: Reseat): Promise<readonly desk.MoveRefusal[]> {
  const booking = await requireBooking(tx, to.bookingId)
  const store = await requireStore(tx, booking.storeId)
  const now = toLocal(app.clock.now(), store.timeZone)
  const steps = await findSteps(tx, [booking.id])
  const isOf = ({ jobId, serviceId }: BookingStep) =>
    jobId === to.jobId && (jobId !== null || serviceId === to.serviceId)
  const isMine = (step: BookingStep) => step.kind === 'work' && isOf(step) && !isOver(step, now)
  const moved = booking.finishedAt ? [] : steps.filter((step) => isMine(step) && !isSame(step, to))
  if (moved.length === 0) return []
  for (const day of daysOf(moved)) await passGate(tx, store.id, day)
  const cut = steps.flatMap((step) => (moved.includes(step) ? cutAt(step, now, to) : [{ step, isNew: false }]))
  for (const { step, isNew } of cut) {
    const refusals = isNew ? await refusalsOf(app, tx, store, step) : []
    if (refusals.length > 0) return refusals
  }
  const rows = cut.map(({ step }, i): BookingStep => ({ ...step, ordinal: i + 1 }))
  await write(app, tx, { booking, before: steps, rows, today: now.day }, cause)
  return []
}

const daysOf = (steps: readonly BookingStep[]): Day[] => [...new Set(steps.map(({ day }) => day))].sort()

/** A step that has begun is two: what is over keeps its seats. */
function cutAt(step: BookingStep, now: Moment, { bayId, technicianIds }: Reseat) {
  const seats = { bayId, technicianIds: [...technicianIds], isSeated: true }
  const at = step.day === now.day ? downToQuarter(now.minute) : 0
  if (at <= step.startsMinute || !step.isSeated) return [{ step: { ...step, ...seats }, isNew: true }]
  const rest = { ...step, ...seats, startsMinute: at, priceFen: 0 }
  return [
    { step: { ...step, endsMinute: at }, isNew: false },
    { step: rest, isNew: true },
  ]
}

async function refusalsOf(app: App, tx: Tx, store: Store, step: BookingStep): Promise<readonly desk.MoveRefusal[]> {
  const state = await readDay(tx, store.id, step.day, app.clock.now(), step.bookingId)
  if (!state) return ['outside_hours']
  const roster = await rosterOf(app, tx, store.id, state.rosterVersion)
  const need = { ...(await needsOfSteps(tx, [step]))(step), technicianCount: step.technicianIds.length }
  const choice = choose(visitFor([need], roster, state), step.startsMinute, new Map([[0, step]]))
  return 'refusals' in choice ? choice.refusals : []
}

interface Written {
  readonly booking: Booking
  readonly before: readonly BookingStep[]
  readonly rows: readonly BookingStep[]
  readonly today: Day
}

const planOf = (rows: readonly BookingStep[]) =>
  rows.map(({ ordinal, day, startsMinute, endsMinute, bayId, technicianIds }) => ({
    ...{ ordinal, day, startsMinute, endsMinute, bayId, technicianIds },
  }))

/** What is over stays as it was claimed. */
async function write(app: App, tx: Tx, { booking, before, rows, today }: Written, cause: Cause): Promise<void> {
  const now = app.clock.now()
  const isUnseated = rows.some(({ day, isSeated }) => day >= today && !isSeated)
  await tx.put('delete from claim where booking_id = ? and day >= ?', [booking.id, today])
  await tx.put('delete from booking_step where booking_id = ?', [booking.id])
  await tx.insert(BookingStep, rows)
  const claims = rows.filter(({ day }) => day >= today)
  await tx.insert(Claim, claimsOf(booking, claims))
  const sql = 'update booking set version = version + 1, updated_at = ?, is_unseated = ? where id = ?'
  await tx.put(sql, [sqlInstant(now), Number(isUnseated), booking.id])
  await audit(tx, now, {
    ...{ actor: cause.by, action: 'booking.reseat', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: booking.storeId, requestId: cause.requestId, reason: cause.reason },
    ...{ before: { steps: planOf(before) }, after: { steps: planOf(rows) } },
  })
  const facts = { bookingId: booking.id, storeId: booking.storeId, version: booking.version + 1 }
  if (booking.isUnseated && !isUnseated) tx.emit({ type: 'booking.seated', ...facts })
  for (const day of daysOf(rows)) announceBooking(tx, { ...booking, day }, 'reseated')
}
