import { CELL_MINUTES, cellsFor, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import type { Store } from '../store'
import { announceBooking } from './announcing'
import { Claim, type Booking, type BookingStep } from './booking.entity'
import { claimsOf } from './claiming'
import type { DayPlan, Visitor } from './day-plan.queries'
import type { Healed, Placement } from './healing'
import { isUpcoming } from './lifecycle'
import { isSameTeam, movedWork } from './moved-work'
import { wakeWaitlist } from './offer.service'
import { watchOverrun } from './overrun-planting.service'
import { plantNoShowCheck } from './writing.service'

/** What becomes of one car on a day that was put in order. */
export interface Change {
  readonly visitor: Visitor
  readonly kind: 'reseated' | 'delayed' | 'unseated'
  /** All steps of that day as they are afterwards. */
  readonly after: readonly BookingStep[]
  /** The booking as it is afterwards. */
  readonly booking: Booking
}

/** Who decided it, for the audit log. */
export interface Cause {
  readonly by: AuditActor
  readonly requestId?: string | undefined
  readonly reason?: string | undefined
}

/** What a placement means for each car of a day; those who stay as they are are left out. */
export const changesOf = ({ visitors, state }: Pick<DayPlan, 'visitors' | 'state'>, healed: Healed): Change[] =>
  visitors.flatMap((visitor) => {
    const placement = healed.get(visitor.booking.id)
    if (placement === undefined) return []
    return placement === null ? unseated(visitor) : seated(visitor, placement, state.hours.day)
  })

function unseated(visitor: Visitor): Change[] {
  const { booking, steps } = visitor
  if (!visitor.hasSeats && visitor.open.every((step) => !step.isSeated)) return []
  const isFirstDay = steps[0]?.day === booking.day
  const back = isFirstDay ? -(booking.delayMinutes ?? 0) : 0
  const after = steps.map((step) => (visitor.open.includes(step) ? { ...shifted(step, back), isSeated: false } : step))
  const delayMinutes = isFirstDay ? null : booking.delayMinutes
  const next = { ...booking, ...endOn(booking, after), delayMinutes, isUnseated: true, version: booking.version + 1 }
  return [{ visitor, kind: 'unseated', after, booking: next }]
}

const shifted = (step: BookingStep, minutes: number): BookingStep => ({
  ...{ ...step, startsMinute: step.startsMinute + minutes, endsMinute: step.endsMinute + minutes },
})

/** The board reads when a car leaves on the day it came. */
const endOn = ({ day, endsMinute }: Booking, steps: readonly BookingStep[]): Pick<Booking, 'endsMinute'> => ({
  endsMinute: steps[0]?.day === day ? Math.max(...steps.map((step) => step.endsMinute)) : endsMinute,
})

function seated(visitor: Visitor, placement: NonNullable<Placement>, day: string): Change[] {
  const { booking, steps, open, hasSeats } = visitor
  const isFirstDay = booking.day === day
  const was = isFirstDay ? cellsFor(booking.delayMinutes ?? 0) : 0
  const by = (placement.delay - was) * CELL_MINUTES
  const after = steps.map((step) => {
    const [bayId, ...technicianIds] = placement.holders[open.indexOf(step)] ?? []
    return bayId === undefined ? step : { ...shifted(step, by), bayId, technicianIds, isSeated: true }
  })
  if (hasSeats && by === 0 && after.every((step, i) => isSameTeam(step, steps[i]))) return []
  const delay = placement.delay > 0 ? placement.delay * CELL_MINUTES : null
  const next: Booking = {
    ...{ ...booking, ...endOn(booking, after), isUnseated: visitor.lacking.length > 0, version: booking.version + 1 },
    delayMinutes: isFirstDay ? delay : booking.delayMinutes,
  }
  return [{ visitor, kind: by === 0 ? 'reseated' : 'delayed', after, booking: next }]
}

/** Gives back the cells that everybody who changes has on that day, before anybody takes new ones. */
export async function freeCells(tx: Tx, changes: readonly Change[]): Promise<void> {
  for (const { booking, after } of changes)
    await tx.put('delete from claim where booking_id = ? and day = ?', [booking.id, after[0]?.day])
}

/** The changes of several days as they stand when all are written: of a car that stays overnight each knows its own day. */
function together(changes: readonly Change[]): Change[] {
  return changes.map((change) => {
    const mine = changes.filter(({ booking }) => booking.id === change.booking.id)
    if (mine.length === 1) return change
    const days = mine.map(({ after }) => after[0]?.day)
    const first = mine.find(({ booking, after }) => after[0]?.day === booking.day)?.booking ?? change.booking
    const isUnseated =
      mine.some(({ kind }) => kind === 'unseated') || change.visitor.lacking.some((day) => !days.includes(day))
    const { delayMinutes, endsMinute } = first
    return { ...change, booking: { ...change.booking, delayMinutes, endsMinute, isUnseated } }
  })
}

/**
 * Writes what was decided behind the gates of the days, after {@link freeCells}: steps, claims, the booking with its new
 * delay, the audit row, and word to everybody who looks. Owners and the front desk are told by listeners of `booking.delayed`
 * and `booking.unseated`.
 */
export async function writeChanges(
  app: App,
  tx: Tx,
  store: Store,
  cause: Cause,
  changes: readonly Change[],
): Promise<void> {
  const now = app.clock.now()
  for (const change of together(changes)) {
    if (change.booking.state === 'held' && change.kind === 'unseated') await endHeld(tx, change.booking)
    else await writeChange(tx, now, change)
    await auditChange(tx, now, cause, change)
    tellChange(tx, store, change)
    // Its work ends at another time now.
    if (change.kind === 'delayed' && change.booking.state === 'arrived') await watchOverrun(tx, change.booking.id)
    if (change.kind !== 'reseated') wakeWaitlist(app, tx, store.id, change.after[0]?.day ?? change.booking.day)
  }
}

/** A time that is only kept is given up; its job clears away what else belongs to it. */
const endHeld = (tx: Tx, { id }: Booking): Promise<void> =>
  tx.put(
    "update booking set state = 'expired', live_key = null, held_until = null, version = version + 1 where id = ?",
    [id],
  )

async function writeChange(tx: Tx, now: Date, { booking, after }: Change): Promise<void> {
  for (const step of after) {
    await tx.put(
      `update booking_step set bay_id = ?, technician_ids = ?, starts_minute = ?, ends_minute = ?, is_seated = ?
        where booking_id = ? and ordinal = ?`,
      [
        ...[step.bayId, JSON.stringify(step.technicianIds), step.startsMinute, step.endsMinute, Number(step.isSeated)],
        ...[step.bookingId, step.ordinal],
      ],
    )
  }
  await tx.insert(Claim, claimsOf(booking, after))
  await tx.put(
    `update booking set version = version + 1, updated_at = ?, delay_minutes = ?, is_unseated = ?, ends_minute = ?
      where id = ?`,
    [sqlInstant(now), booking.delayMinutes, Number(booking.isUnseated), booking.endsMinute, booking.id],
  )
}

const standing = ({ delayMinutes, isUnseated }: Booking, steps: readonly BookingStep[]) => ({
  ...{ delayMinutes, isUnseated },
  steps: steps.map(({ ordinal, day, startsMinute, endsMinute, bayId, technicianIds }) => ({
    ...{ ordinal, day, startsMinute, endsMinute, bayId, technicianIds },
  })),
})

const actions = { reseated: 'booking.reseat', delayed: 'booking.delay', unseated: 'booking.unseat' } as const

const auditChange = (tx: Tx, now: Date, cause: Cause, { visitor, kind, booking, after }: Change): Promise<void> =>
  audit(tx, now, {
    ...{ actor: cause.by, action: actions[kind], subject: { type: 'booking', id: booking.id } },
    ...{ storeId: booking.storeId, requestId: cause.requestId, reason: cause.reason },
    ...{ before: standing(visitor.booking, visitor.steps), after: standing(booking, after) },
  })

function tellChange(tx: Tx, store: Store, change: Change): void {
  const { kind, booking, after } = change
  announceBooking(tx, { ...booking, day: after[0]?.day ?? booking.day }, kind)
  if (booking.state === 'held') return
  const facts = { bookingId: booking.id, storeId: store.id, version: booking.version }
  const moved = movedWork(change)
  if (moved.length > 0) tx.emit({ type: 'booking.reseated', ...facts, moved })
  const seats = seatsNews(change)
  if (seats) tx.emit({ type: seats, ...facts })
  if (!isDelayNew(change)) return
  tx.emit({ type: 'booking.delayed', ...facts, minutes: booking.delayMinutes ?? 0 })
  if (isUpcoming(booking.state)) plantNoShowCheck(tx, booking, store.noShowGraceMinutes)
}

/** Lost, or found again. */
function seatsNews({ visitor, kind, booking }: Change): 'booking.unseated' | 'booking.seated' | undefined {
  if (kind === 'unseated') return 'booking.unseated'
  return visitor.booking.isUnseated && !booking.isUnseated ? 'booking.seated' : undefined
}

/** Whether there is something to be said about when it begins. Who came after their time was given up knows why they wait. */
const isDelayNew = ({ visitor, kind, booking }: Change): boolean =>
  kind !== 'unseated' &&
  booking.delayMinutes !== visitor.booking.delayMinutes &&
  (visitor.hasSeats || visitor.booking.isUnseated)
