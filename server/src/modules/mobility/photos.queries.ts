import type { files } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { linksOf } from '../files'
import type { Trip } from './mobility.entity'

/** What photos of a trip are kept with. */
export const TRIP = 'trip'

/** The photos of trips that were inspected, by trip. The caller answers for the reader being allowed to see these trips. */
export async function photosOf(app: App, trips: readonly Trip[]): Promise<(trip: Trip) => files.PhotoView[]> {
  const seen = trips.filter(({ mileageKm }) => mileageKm !== null).map(({ id }) => id)
  const links = await linksOf(app.db.read, app, TRIP, seen)
  return ({ id }) => links.get(id)?.photos ?? []
}
