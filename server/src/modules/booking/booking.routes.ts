import { board, booking, store } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { bind, type RequestFacts } from '../../platform/bind'
import { listDays } from '../store'
import { listMine, requireOwnBooking, toViews } from './booking.queries'
import type { Booking } from './booking.entity'
import { arrive, cancel, cancelForCustomer, changeDay, confirm, markNoShow, reject } from './booking.service'
import { place } from './placing.service'
import { reveal } from './reveal.service'
import { listSlotDays, listSlots } from './slot.service'

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
  bind(booking.slots, (app, { query }) => listSlots(app, query)),
  bind(booking.slotDays, (app, { query }) => listSlotDays(app, query)),
  bind(booking.place, async (app, { actor, body }) => viewOf(app, await place(app, actor, body))),
  bind(booking.mine, async (app, { actor, query }) => {
    const { rows, next } = await listMine(app.db.read, actor.customerId, query.when, query.after)
    return { items: await toViews(app.db.read, app.vault, app.clock, rows), next }
  }),
  bind(booking.one, async (app, { actor, params }) =>
    viewOf(app, await requireOwnBooking(app.db.read, actor.customerId, params.bookingId)),
  ),
  bind(booking.cancel, async (app, { actor, params, body }) =>
    viewOf(app, await cancel(app, actor, params.bookingId, body.reason)),
  ),
  bind(board.confirm, (app, input) => confirm(app, contextOf(input))),
  bind(board.reject, (app, input) => reject(app, contextOf(input), input.body)),
  bind(board.arrive, (app, input) => arrive(app, contextOf(input))),
  bind(board.markNoShow, (app, input) => markNoShow(app, contextOf(input))),
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
