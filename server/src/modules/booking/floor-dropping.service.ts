import type { SystemActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { passGate, readPolicy, requireStore } from '../store'
import { announceBooking } from './announcing'
import { passVisitGates } from './arrival-correction.service'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import { claimsOf } from './claiming'
import { dropServices } from './dropping'
import { wakeWaitlist } from './offer.service'
import { plantOverrunCheck } from './overrun-planting.service'
import { workEnd, type Moment } from './remaining'

const BY: SystemActor = { kind: 'system', name: 'workshop' }

/**
 * Services of a car in the workshop are not done after all: what is still planned for them is given back to others. Anything else of
 * the visit stays where it is. A repeat, and a car that is not there, change nothing.
 */
export async function dropWork(
  app: App,
  bookingId: string,
  serviceIds: readonly string[],
  reason: string,
): Promise<void> {
  await app.db.tx(async (tx) => {
    await passVisitGates(tx, bookingId)
    const booking = await requireBooking(tx, bookingId)
    if (booking.state !== 'arrived' || booking.finishedAt) return
    const store = await requireStore(tx, booking.storeId)
    const now = toLocal(app.clock.now(), store.timeZone)
    const steps = await findSteps(tx, [bookingId])
    const left = dropServices(steps, serviceIds, now)
    const changed = left.filter((step, i) => !isSame(step, steps[i]))
    if (changed.length === 0) return
    await passGate(tx, booking.storeId, now.day)
    await write(app, tx, booking, { now, left, changed })
    await audit(tx, app.clock.now(), {
      ...{ actor: BY, action: 'booking.drop_work', subject: { type: 'booking', id: bookingId }, reason },
      ...{ storeId: store.id, before: { steps: spansOf(steps) }, after: { steps: spansOf(left) } },
    })
    const policy = await readPolicy(tx, store.id)
    if (policy.isOverrunWatched) plantOverrunCheck(tx, booking, left, store)
    tx.emit({ type: 'booking.replanned', bookingId, storeId: store.id, ...workEnd(left), isFinished: false })
    for (const day of new Set(steps.map((step) => step.day))) {
      announceBooking(tx, { ...booking, day }, 'replanned')
      if (day >= now.day) wakeWaitlist(app, tx, store.id, day)
    }
  })
}

const isSame = (a: BookingStep, b: BookingStep | undefined): boolean =>
  a.day === b?.day && a.startsMinute === b.startsMinute && a.endsMinute === b.endsMinute && a.bayId === b.bayId

const spansOf = (steps: readonly BookingStep[]) =>
  steps.map(({ ordinal, day, startsMinute, endsMinute }) => ({ ordinal, day, startsMinute, endsMinute }))

interface Dropped {
  readonly now: Moment
  readonly left: readonly BookingStep[]
  readonly changed: readonly BookingStep[]
}

/** What is over stays as it was claimed. */
async function write(app: App, tx: Tx, booking: Booking, { now, left, changed }: Dropped): Promise<void> {
  const { id } = booking
  const at = sqlInstant(app.clock.now())
  await tx.run('update booking set version = version + 1, updated_at = ? where id = ?', [at, id])
  await tx.put('delete from claim where booking_id = ? and day >= ?', [id, now.day])
  for (const { ordinal, day, startsMinute, endsMinute, bayId, technicianIds, isSeated } of changed) {
    const set = { day, startsMinute, endsMinute, bayId, technicianIds, isSeated }
    await tx.update(BookingStep, { bookingId: id, ordinal }, set)
  }
  await tx.insert(
    Claim,
    claimsOf(
      booking,
      left.filter(({ day }) => day >= now.day),
    ),
  )
}
