import type { Body, desk } from '@pitlane/contract'
import type { AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Booking, BookingStep } from './booking.entity'
import { findSteps } from './booking.queries'
import type { Wanted } from './choosing'
import { DryRun, moveInTx, placesFor, Refused, type Order } from './moving.service'
import { offerOf } from './slot.service'
import { daysFrom, seatOvernight } from './overnight.service'
import { refusalOf } from './placing.service'
import type { Seating } from './seating.service'
import type { Offer } from './offered.service'
import type { StoreDayState } from './slot.queries'

type Moved = { readonly moved: Booking | null; readonly refusals: desk.MoveRefusal[] }

/** Which part of the visit a step is: one that was cut at closing is one part in several pieces. */
function partOf(steps: readonly BookingStep[], ordinal: number): number {
  const keyOf = ({ kind, serviceId }: BookingStep) => `${kind} ${serviceId}`
  const parts = [...new Set(steps.map(keyOf))]
  const step = steps.find((one) => one.ordinal === ordinal)
  return step ? parts.indexOf(keyOf(step)) : ordinal - 1
}

/**
 * A colleague puts a booking, or single steps of it, somewhere else. Steps that are not named keep their people at the same
 * time and get others at another. Nothing of the store's reserves and lead times binds them. With `isOvernight` what is not
 * done at closing goes on when the house opens next. Answers the reasons why not.
 */
export async function moveByDesk(
  app: App,
  by: AuditActor,
  booking: Booking,
  { version, dryRun, isOvernight, steps: named, ...to }: Body<typeof desk.move>,
  requestId: string,
): Promise<Moved> {
  const before = await findSteps(app.db.read, [booking.id])
  const offer = await offerOf(app, booking, before)
  const isSameTime = booking.day === to.day && booking.startsMinute === to.minute && booking.lastDay === null
  const wanted = new Map<number, Wanted>(isSameTime ? before.map((step) => [step.ordinal - 1, step]) : [])
  for (const step of named) wanted.set(partOf(before, step.ordinal), step)
  const days = isOvernight ? await daysFrom(app, offer, to.day) : []
  const order: Order = { booking, before, days, to, by, action: 'booking.move', seen: version, requestId }
  try {
    const moved = await app.db.tx(async (tx) => {
      const result = await moveInTx(app, tx, offer, order, (state) =>
        placesWith(app, tx, { offer, order, state }, wanted),
      )
      if (dryRun) throw new DryRun()
      return result
    })
    return { moved, refusals: [] }
  } catch (e) {
    if (e instanceof DryRun) return { moved: null, refusals: [] }
    if (e instanceof Refused) return { moved: null, refusals: e.refusals }
    throw await refusalOf(app, e, to)
  }
}

/** The visit in one day where it fits, else overnight where that was said. */
async function placesWith(
  app: App,
  tx: Tx,
  { offer, order, state }: { readonly offer: Offer; readonly order: Order; readonly state: StoreDayState | undefined },
  wanted: ReadonlyMap<number, Wanted>,
): Promise<Seating> {
  const { booking, to, by, requestId, days = [] } = order
  try {
    return await placesFor(app, tx, { offer, state }, to, wanted)
  } catch (e) {
    const isTooLong = e instanceof Refused && e.refusals.includes('outside_hours')
    if (!isTooLong || days.length === 0) throw e
    const cause = { by, requestId, reason: `overnight ${booking.number}` }
    const asked = { offer, place: to, days, cause, except: booking.id, wanted }
    const seating = await seatOvernight(app, tx, asked)
    if (!seating) throw new Refused(days[0]?.day === to.day ? ['no_capacity'] : ['outside_hours'])
    return seating
  }
}
