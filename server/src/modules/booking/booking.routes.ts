import { board, booking, desk, store } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { bind, type RequestFacts } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { linksOf } from '../files'
import { listDays, placeOf, requireStore } from '../store'
import { listMine, requireOwnBooking, toViews } from './booking.queries'
import type { Booking } from './booking.entity'
import {
  arrive,
  cancel,
  cancelForCustomer,
  changeDay,
  confirm,
  markNoShow,
  requireReachableBooking,
} from './booking.service'
import { checkInCodeOf, checkInPathOf } from './check-in-code'
import { moveByDesk } from './desk-moving.service'
import { bookByDesk, lookUp } from './desk.service'
import { releaseHold } from './hold.service'
import { reschedule, tellLate } from './moving.service'
import { hold, place } from './placing.service'
import { alternativesOf, reject } from './rejecting.service'
import { replan } from './replan.service'
import { reveal } from './reveal.service'
import { waiveNoShow } from './waiving.service'

const viewOf = async (app: App, row: Booking): Promise<booking.BookingView> => {
  const [view] = await toViews(app.db.read, app.vault, app.clock, [row])
  if (!view) throw new Error('a booking without a view')
  return view
}

interface Command {
  readonly actor: StaffActor
  readonly params: { readonly bookingId: string }
  readonly body: { readonly version: number }
  readonly request: RequestFacts
}

const contextOf = ({ actor, params, body, request }: Command) => ({
  ...{ actor, bookingId: params.bookingId, seen: body.version, requestId: request.id },
})

export const bookingRoutes = [
  bind(booking.hold, (app, { actor, body }) => hold(app, actor, body)),
  bind(booking.releaseHold, async (app, { actor, params }) => {
    await releaseHold(app, actor, params.holdId)
    return {}
  }),
  bind(booking.place, async (app, { actor, body }) => viewOf(app, await place(app, actor, body))),
  bind(booking.mine, async (app, { actor, query }) => {
    const { rows, next } = await listMine(app.db.read, actor.customerId, query.when, query.after)
    return { items: await toViews(app.db.read, app.vault, app.clock, rows), next }
  }),
  bind(booking.one, async (app, { actor, params }) => {
    const row = await requireOwnBooking(app.db.read, actor.customerId, params.bookingId)
    const files = (await linksOf(app.db.read, app, 'booking', [row.id])).get(row.id)
    return { ...(await viewOf(app, row)), files }
  }),
  bind(booking.cancel, async (app, { actor, params, body }) =>
    viewOf(app, await cancel(app, actor, params.bookingId, body.reason)),
  ),
  bind(booking.reschedule, async (app, { actor, params, body }) =>
    viewOf(app, await reschedule(app, actor, params.bookingId, body)),
  ),
  bind(booking.late, async (app, { actor, params, body }) => {
    const { outcome, booking: told } = await tellLate(app, actor, params.bookingId, body)
    return { outcome, minute: told.startsMinute, booking: await viewOf(app, told) }
  }),
  bind(desk.findCustomer, async (app, { actor, params, body }) => {
    const row = await requireStore(app.db.read, params.storeId)
    scopeTo(actor, 'booking.create', placeOf(row))
    return lookUp(app, body.phone)
  }),
  bind(desk.book, async (app, { actor, params, body, request }) => {
    const row = await requireStore(app.db.read, params.storeId)
    const made = await bookByDesk(app, actor, scopeTo(actor, 'booking.create', placeOf(row)), body, request.id)
    const { id, state, version, number, day, startsMinute, startsAt } = made
    return { id, state, version, number, day, minute: startsMinute, startsAt: startsAt.toISOString() }
  }),
  bind(desk.move, async (app, { actor, params, body, request }) => {
    const reached = await requireReachableBooking(app, actor, 'booking.move', params.bookingId)
    const { moved, refusals } = await moveByDesk(app, actor, reached, body, request.id)
    const standing = moved && { id: moved.id, state: moved.state, version: moved.version }
    return { isMoved: moved !== null, refusals, standing }
  }),
  bind(desk.checkInCode, async (app, { actor, params }) => {
    const row = await requireStore(app.db.read, params.storeId)
    const { storeId } = scopeTo(actor, 'booking.read', placeOf(row))
    return { code: checkInCodeOf(app, storeId), url: checkInPathOf(app, storeId) }
  }),
  bind(board.alternatives, (app, { actor, params }) => alternativesOf(app, actor, params.bookingId)),
  bind(desk.replan, async (app, { actor, params, body, request }) => {
    const reached = await requireReachableBooking(app, actor, 'booking.move', params.bookingId)
    return replan(app, { by: actor, requestId: request.id }, reached, body)
  }),
  bind(board.confirm, (app, input) => confirm(app, contextOf(input))),
  bind(board.reject, (app, input) => reject(app, contextOf(input), input.body)),
  bind(board.arrive, (app, input) => arrive(app, contextOf(input))),
  bind(board.markNoShow, (app, input) => markNoShow(app, contextOf(input))),
  bind(board.waiveNoShow, (app, input) => waiveNoShow(app, contextOf(input), input.body.reason)),
  bind(board.cancelForCustomer, (app, input) => cancelForCustomer(app, contextOf(input), input.body)),
  bind(board.reveal, (app, { actor, params, body, request }) =>
    reveal(app, actor, params.bookingId, body.reason, request.id),
  ),
  bind(store.setDay, async (app, { actor, params, body, request }) => {
    await changeDay(app, actor, { ...params, requestId: request.id }, body)
    const [day] = await listDays(app.db.read, params.storeId, params.day, 1)
    if (!day) throw new Error('a day that was just written is gone')
    return day
  }),
]
