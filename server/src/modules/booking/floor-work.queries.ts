import type { Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore, type Store } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import type { Moment } from './remaining'
import { needsOfSteps } from './seat.queries'
import { visitFor, type StoreDayState } from './slot.queries'
import { rosterOf } from './roster.queries'
import { isOver, sightOf, type WorkSights } from './work-place'

/** One service of a booking, or a job that was found during the visit. */
export interface WorkOf {
  readonly bookingId: string
  readonly serviceId: string | null
  /** The job, of work that was found during the visit; null of what was booked. */
  readonly jobId: string | null
  /** It stays when it is planned; else it begins as soon as somebody can, today. */
  readonly keepsTime?: boolean
}

/** What of it is not over, with the visit around it. */
export interface OpenWork {
  readonly booking: Booking
  readonly store: Store
  readonly now: Moment
  readonly steps: readonly BookingStep[]
  readonly pieces: readonly BookingStep[]
  /** It is in one piece, and may begin at another time. */
  readonly isMovable: boolean
}

/** What of a service, or of a job that was found, is planned and not over. */
export async function findOpenWork(app: App, db: Reader, of: WorkOf): Promise<OpenWork> {
  const booking = await requireBooking(db, of.bookingId)
  const store = await requireStore(db, booking.storeId)
  const now = toLocal(app.clock.now(), store.timeZone)
  const steps = await findSteps(db, [booking.id])
  const isMine = ({ kind, jobId, serviceId }: BookingStep) =>
    kind === 'work' && jobId === of.jobId && (jobId !== null || (serviceId !== null && serviceId === of.serviceId))
  const pieces = booking.finishedAt ? [] : steps.filter((step) => isMine(step) && !isOver(step, now))
  return { booking, store, now, steps, pieces, isMovable: !of.keepsTime && pieces.length === 1 }
}

/** Days of which claims may change, in their order. */
export const daysOfWork = ({ now, pieces, isMovable }: OpenWork): Day[] =>
  [...new Set([...(isMovable ? [now.day] : []), ...pieces.map(({ day }) => day)])].sort()

/** Where it could be done; `readState` reads a day without the claims of the booking itself. */
export async function readSights(
  app: App,
  db: Reader,
  work: OpenWork,
  readState: (day: Day) => Promise<StoreDayState | undefined>,
): Promise<WorkSights> {
  const { store, now, pieces, isMovable } = work
  const needOf = await needsOfSteps(db, work.steps)
  const sightOn = async (day: Day) => {
    const state = await readState(day)
    if (!state) return () => undefined
    const roster = await rosterOf(app, db, store.id, state.rosterVersion)
    const visitOf = (some: readonly BookingStep[]) => visitFor(some.map(needOf), roster, state)
    return (step: BookingStep) => sightOf(step, day, work, visitOf)
  }
  const days = new Map<Day, Awaited<ReturnType<typeof sightOn>>>()
  for (const day of daysOfWork(work)) days.set(day, await sightOn(day))
  const sight = (step: BookingStep, day: Day) => days.get(day)?.(step)
  const [piece] = pieces
  return {
    today: piece && isMovable ? sight(piece, now.day) : undefined,
    planned: pieces.map((step) => sight(step, step.day)),
  }
}
