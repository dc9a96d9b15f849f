import type { Body, desk, View } from '@pitlane/contract'
import { addDays, AppError, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { listDays, passGate, readPolicy, requireStore } from '../store'
import { announceBooking } from './announcing'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { findSteps } from './booking.queries'
import { claimsOf } from './claiming'
import { freeCells, writeChanges, type Cause, type Change } from './healing.service'
import { wakeWaitlist } from './offer.service'
import { plantOverrunCheck } from './overrun-planting.service'
import { workEnd, type Moment } from './remaining'
import { lastDayOf } from './seating.service'
import { fitRest, remainderOf, type Fitted, type Rest } from './rest-fitting.service'

/** So far ahead a car that is not done today is planned. */
const DAYS_AHEAD = 14
/** Open days on which work that was found may find its place. */
const FOUND_DAYS = 3

type Answer = View<typeof desk.replan>

/** What the workshop knows of its own jobs beyond the minutes that are left. */
export interface Extra {
  /** More work that needs seats of its own: steps without a place yet. */
  readonly found: readonly BookingStep[]
  /** Jobs that shall not be done any more, or are done: their steps that have not begun are given back. */
  readonly gone: readonly string[]
}

const isDropped = ({ jobId, day, startsMinute }: BookingStep, gone: readonly string[], now: Moment): boolean =>
  jobId !== null && gone.includes(jobId) && (day > now.day || (day === now.day && startsMinute > now.minute))

/** Thrown to undo a transaction that was only to show what would happen. */
class DryRun extends Error {
  constructor(readonly answer: Answer) {
    super('dry run')
  }
}

/**
 * A car in the workshop needs more time, or less, or is done. What is taken too long is given back; where it takes longer,
 * others make way as {@link heal} decides: they change bays and people first, and only who cannot be helped is delayed and
 * told. What is not done at closing goes on first thing when the house opens next. Throws `booking.state_changed` for an old
 * version (a double tap), `booking.not_in_workshop`, and `store.day_unknown` when the days that are open are not enough.
 */
export async function replan(
  app: App,
  cause: Cause,
  booking: Booking,
  { version, remainingMinutes, dryRun }: Body<typeof desk.replan>,
  { found, gone }: Extra = { found: [], gone: [] },
): Promise<Answer> {
  if (booking.version !== version) throw new AppError('booking.state_changed')
  if (booking.state !== 'arrived' || booking.finishedAt) throw new AppError('booking.not_in_workshop')
  const store = await requireStore(app.db.read, booking.storeId)
  const now = toLocal(app.clock.now(), store.timeZone)
  const steps = await findSteps(app.db.read, [booking.id])
  const ahead = await listDays(app.db.read, store.id, now.day, DAYS_AHEAD)
  const rest: Rest = {
    ...{ booking, steps, store, now, remaining: remainingMinutes, days: ahead.filter(({ isOpen }) => isOpen) },
    ...{ found, wanted: steps.filter((step) => !isDropped(step, gone, now)) },
  }
  try {
    return await app.db.tx(async (tx) => {
      const answer = await replanInTx(app, tx, cause, rest)
      if (dryRun) throw new DryRun({ ...answer, isSaved: false, standing: null })
      return answer
    })
  } catch (e) {
    if (e instanceof DryRun) return e.answer
    throw e
  }
}

/** Days of which claims may change: those the car has now, and those it may need, with one to spare; in their order. */
function daysOf(rest: Rest): Day[] {
  const { steps, found, now, days } = rest
  const ends = remainderOf(rest)?.ends.day
  if (ends === undefined) throw new AppError('store.day_unknown')
  const last = [ends, ...steps.map(({ day }) => day)].sort().at(-1) ?? now.day
  const later = days.filter(({ day }) => day > last).slice(0, found.length > 0 ? FOUND_DAYS : 1)
  const spare = later.at(-1)?.day ?? addDays(last, 1)
  const open = days.flatMap(({ day }) => (day <= spare ? [day] : []))
  return [...new Set([now.day, ...open, ...steps.map(({ day }) => day)])].filter((day) => day >= now.day).sort()
}

async function replanInTx(app: App, tx: Tx, cause: Cause, rest: Rest): Promise<Answer> {
  const { booking, store, now } = rest
  const days = daysOf(rest)
  for (const day of days) await passGate(tx, store.id, day)
  const fitted = await fitRest(app, tx, rest, days)
  const next = bookingAfter(app, rest, fitted.rows)
  await claimBooking(tx, next, booking.version)
  await freeCells(tx, fitted.changes)
  await writeOwn(tx, now.day, next, fitted.rows)
  const why = { ...cause, reason: cause.reason ?? `replan ${booking.number}` }
  await writeChanges(app, tx, store, why, fitted.changes)
  await auditReplan(app, tx, cause, { rest, next, fitted })
  const policy = await readPolicy(tx, store.id)
  if (policy.isOverrunWatched && !next.finishedAt) plantOverrunCheck(tx, next, fitted.rows, store)
  tellReplan(app, tx, { rest, next, fitted })
  return answerOf(next, fitted)
}

function bookingAfter(app: App, { booking, remaining, found }: Rest, rows: readonly BookingStep[]): Booking {
  const now = app.clock.now()
  const isDone = remaining === 0 && found.length === 0
  const ends = rows.filter(({ day }) => day === booking.day).map(({ endsMinute }) => endsMinute)
  return {
    ...{ ...booking, version: booking.version + 1, updatedAt: now, lastDay: lastDayOf(booking.day, rows) },
    ...{ endsMinute: Math.max(...ends, booking.startsMinute + 1), finishedAt: isDone ? now : null },
    isUnseated: false,
  }
}

/** The guard: of two at the same moment the second finds another version. */
async function claimBooking(tx: Tx, next: Booking, seen: number): Promise<void> {
  const matched = await tx.run(
    `update booking set version = version + 1, updated_at = ?, ends_minute = ?, last_day = ?, finished_at = ?, is_unseated = 0
      where id = ? and version = ? and state = 'arrived'`,
    [
      ...[sqlInstant(next.updatedAt), next.endsMinute, next.lastDay],
      ...[next.finishedAt && sqlInstant(next.finishedAt), next.id, seen],
    ],
  )
  if (matched === 0) throw new AppError('booking.state_changed')
}

/** What is over stays as it was claimed. */
async function writeOwn(tx: Tx, today: Day, next: Booking, rows: readonly BookingStep[]): Promise<void> {
  await tx.put('delete from claim where booking_id = ? and day >= ?', [next.id, today])
  await tx.put('delete from booking_step where booking_id = ?', [next.id])
  await tx.insert(BookingStep, rows)
  await tx.insert(
    Claim,
    claimsOf(
      next,
      rows.filter(({ day }) => day >= today),
    ),
  )
}

const planOf = (rows: readonly BookingStep[]) =>
  rows.map(({ ordinal, kind, day, startsMinute, endsMinute, bayId, technicianIds }) => ({
    ...{ ordinal, kind, day, startsMinute, endsMinute, bayId, technicianIds },
  }))

/** Before and after. */
interface Replanned {
  readonly rest: Rest
  readonly next: Booking
  readonly fitted: Fitted
}

const auditReplan = (
  app: App,
  tx: Tx,
  cause: Cause,
  { rest: { booking, steps, remaining }, next, fitted: { rows } }: Replanned,
): Promise<void> =>
  audit(tx, app.clock.now(), {
    ...{ actor: cause.by, action: 'booking.replan', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: booking.storeId, requestId: cause.requestId, reason: cause.reason },
    before: { lastDay: booking.lastDay, steps: planOf(steps) },
    after: {
      remaining,
      finishedAt: next.finishedAt?.toISOString() ?? null,
      lastDay: next.lastDay,
      steps: planOf(rows),
    },
  })

function tellReplan(app: App, tx: Tx, { rest, next, fitted: { rows } }: Replanned): void {
  const { id: bookingId, storeId } = next
  const ends = workEnd(rows)
  tx.emit({ type: 'booking.replanned', bookingId, storeId, ...ends, isFinished: next.finishedAt !== null })
  if (rest.booking.isUnseated) tx.emit({ type: 'booking.seated', bookingId, storeId, version: next.version })
  const touched = new Set([next.day, ...rest.steps.map(({ day }) => day), ...rows.map(({ day }) => day)])
  for (const day of touched) {
    announceBooking(tx, { ...next, day }, 'replanned')
    if (day >= rest.now.day) wakeWaitlist(app, tx, storeId, day)
  }
}

function answerOf(next: Booking, { rows, changes }: Fitted): Answer {
  const last = [...rows].sort((a, b) => (a.day === b.day ? a.endsMinute - b.endsMinute : a.day < b.day ? -1 : 1)).at(-1)
  const told = changes.filter(({ booking }) => booking.state !== 'held')
  const isLater = ({ booking, visitor }: Change) => (booking.delayMinutes ?? 0) > (visitor.booking.delayMinutes ?? 0)
  return {
    ...{ isSaved: true, endDay: last?.day ?? next.day, endMinute: last?.endsMinute ?? next.endsMinute },
    reseated: changes.filter(({ kind }) => kind === 'reseated').length,
    delayed: told
      .filter((change) => change.kind === 'delayed' && isLater(change))
      .map(({ booking: { id, number, delayMinutes } }) => ({ bookingId: id, number, minutes: delayMinutes ?? 0 })),
    unseated: told
      .filter(({ kind }) => kind === 'unseated')
      .map(({ booking: { id, number } }) => ({ bookingId: id, number })),
    standing: { id: next.id, state: next.state, version: next.version },
  }
}
