import { sharing } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { toViews } from './booking.queries'
import { checkIn } from './owner-check-in.service'
import { readShared, readShares, revokeShares, share } from './sharing.service'

/** What an owner gives to family, and what the code at the entrance does. */
export const sharingRoutes = [
  bind(sharing.share, (app, { actor, params }) => share(app, actor, params.bookingId)),
  bind(sharing.shares, (app, { actor, params }) => readShares(app, actor, params.bookingId)),
  bind(sharing.revoke, async (app, { actor, params }) => {
    await revokeShares(app, actor, params.bookingId)
    return {}
  }),
  bind(sharing.shared, (app, { params }) => readShared(app, params.token)),
  bind(sharing.checkIn, async (app, { actor, body, request }) => {
    const { booking, choices } = await checkIn(app, actor, body, request.id)
    const [view] = booking ? await toViews(app.db.read, app.vault, app.clock, [booking]) : []
    return { booking: view ?? null, choices: await toViews(app.db.read, app.vault, app.clock, choices) }
  }),
]
