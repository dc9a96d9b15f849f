import { createHash } from 'node:crypto'
import { DAY_MS, MINUTE_MS } from '@pitlane/kernel'
import { StoredFile } from '../modules/files/files.entity'
import { keyOf } from '../modules/files/keys'
import { Trip } from '../modules/mobility/mobility.entity'
import { TRIP } from '../modules/mobility/photos.queries'
import type { App } from '../platform/app'
import type { Tx } from '../platform/database'
import { toInstant } from '../platform/local-time'
import type { Today } from './calendar'
import { carPicture, PAINTS, VIEWS } from './car-pictures'
import { diceOf } from './dice'
import type { House } from './organisation'
import { ZONE } from './store-data'

/** Who writes down at each store what its drivers have seen. */
const DESKS = { pudong: 'qiantai', suzhou: 'suzhou', xuhui: 'xuhui' } as const
/** The first picture is taken so long after the driver has rung, the others a minute each after it. */
const UNTIL_FIRST = 10

/**
 * Writes the pictures of the cars that drivers have looked at: the bytes first, so that every row has them. A run that fails
 * after that writes the same ones again.
 */
export async function seedTripPhotos(
  app: App,
  tx: Tx,
  today: Today,
  houses: readonly House[],
  staff: ReadonlyMap<string, string>,
): Promise<void> {
  const trips = await tx.find(Trip, { where: { direction: 'fetch' }, order: { id: 'ASC' } })
  for (const trip of trips.filter(({ mileageKm }) => mileageKm !== null)) {
    const house = houses.find(({ store }) => store.id === trip.storeId)
    const ownerId = house && staff.get(DESKS[house.data.key])
    if (ownerId) await photograph(app, tx, today, { trip, ownerId })
  }
}

async function photograph(app: App, tx: Tx, today: Today, { trip, ownerId }: { trip: Trip; ownerId: string }) {
  const dice = diceOf(`photos ${trip.id}`)
  const paint = dice.pick(PAINTS)
  const born = new Date(today.began.getTime() - DAY_MS)
  const first = toInstant(trip.day, trip.doorMinute + UNTIL_FIRST, ZONE)
  for (const [ordinal, view] of VIEWS.entries()) {
    const { full, thumb, width, height } = await carPicture(view, paint)
    const at = new Date(Math.min(first.getTime() + ordinal * MINUTE_MS, today.now.getTime()))
    const row: StoredFile = {
      ...{ id: dice.id(born), ownerKind: 'staff', ownerId, requestId: dice.uuid(), purpose: 'trip_condition' },
      ...{ media: 'photo', contentType: 'image/jpeg', bytes: full.length, width, height, seconds: null },
      ...{ sha256: createHash('sha256').update(full).digest('hex'), state: 'kept', subjectType: TRIP },
      ...{ subjectId: trip.id, ordinal, createdAt: at },
    }
    await app.ports.files.put(keyOf(row, 'full'), full)
    await app.ports.files.put(keyOf(row, 'thumb'), thumb)
    await tx.insert(StoredFile, row)
  }
}
