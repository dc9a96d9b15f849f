import { files } from '@pitlane/contract'
import { AppError, isAppError } from '@pitlane/kernel'
import { requireBooking } from '../modules/booking'
import { linksOf } from '../modules/files'
import { placeOf, requireStore } from '../modules/store'
import { bind } from '../platform/bind'
import { scopeTo } from '../platform/scope'

export const bookingFilesRoutes = [
  bind(files.ofBooking, async (app, { actor, params }) => {
    const { id, storeId } = await requireBooking(app.db.read, params.bookingId)
    const store = await requireStore(app.db.read, storeId)
    try {
      scopeTo(actor, 'booking.read', placeOf(store))
    } catch (e) {
      // What is out of reach does not exist.
      if (isAppError(e)) throw new AppError('booking.not_found')
      throw e
    }
    const links = await linksOf(app.db.read, app, 'booking', [id])
    return links.get(id) ?? { photos: [], voice: null }
  }),
]
