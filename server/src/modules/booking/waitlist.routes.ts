import { waitlist } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { bind } from '../../platform/bind'
import { toViews } from './booking.queries'
import { listWishes, toWishViews } from './waitlist.queries'
import { accept, join, leave } from './waitlist.service'

const viewsOf = (app: App, rows: Parameters<typeof toWishViews>[2]) => toWishViews(app.db.read, app.vault, rows)

export const waitlistRoutes = [
  bind(waitlist.join, async (app, { actor, body }) => {
    const [view] = await viewsOf(app, [await join(app, actor, body)])
    if (!view) throw new Error('a wish without a view')
    return view
  }),
  bind(waitlist.mine, async (app, { actor }) => viewsOf(app, await listWishes(app.db.read, actor.customerId))),
  bind(waitlist.accept, async (app, { actor, params }) => {
    const booked = await accept(app, actor, params.waitlistId)
    const [view] = await toViews(app.db.read, app.vault, app.clock, [booked])
    if (!view) throw new Error('a booking without a view')
    return view
  }),
  bind(waitlist.leave, async (app, { actor, params }) => {
    await leave(app, actor, params.waitlistId)
    return {}
  }),
]
