import { mobility } from '@pitlane/contract'
import type { TestApp } from './app'
import { TODAY } from './booking-scene'
import { filesOf } from './files-scene'
import { smallPhoto } from './media'
import { AFTERNOON, fetchIt, mobilityScene } from './mobility-scene'

/** A driver has looked at the car. */
export const inspected = (over: object = {}): mobility.TripStep => ({
  ...{
    to: 'inspected',
    mileageKm: 32_100,
    energyPercent: 60,
    conditionNote: '左前门有划痕',
    valuablesNote: '后备箱雨伞',
    photoIds: [],
  },
  ...over,
})

/** One trip of today at the store's desk, with what its people do; whoever inspects a car sends the photos first. */
export async function tripScene(t: TestApp, wish = fetchIt) {
  const scene = await mobilityScene(t)
  const { id: bookingId, owner } = await scene.book(wish, AFTERNOON)
  const tripOf = async (direction: mobility.TripDirection = 'fetch') => {
    const { trips } = await scene.dayOf(TODAY)
    const found = trips.find((trip) => trip.direction === direction)
    if (!found) throw new Error('no trip')
    return found
  }
  const call = (tripId: string, version: number, step: mobility.TripStep) => ({
    ...{ params: { tripId }, body: { version, step } },
  })
  const photos = async (count = 4, token = scene.desk.token) => {
    const bytes = await smallPhoto()
    const { photoOf } = filesOf(t)
    const ids: string[] = []
    for (let i = 0; i < count; i++) ids.push((await photoOf(bytes, { token, purpose: 'trip_condition' })).id)
    return ids
  }
  /** Takes steps one after another; answers with the last version. */
  const go = async (direction: mobility.TripDirection, ...steps: mobility.TripStep[]) => {
    for (const step of steps) {
      const { id, version } = await tripOf(direction)
      const taken = step.to === 'inspected' ? { ...step, photoIds: await photos() } : step
      await t.ok(mobility.stepTrip, call(id, version, taken), scene.desk.token)
    }
    return tripOf(direction)
  }
  const assign = async (direction: mobility.TripDirection = 'fetch', plannedKm = 10): Promise<mobility.TripStep> => ({
    ...{ to: 'assigned', driverId: (await tripOf(direction)).driverId, plannedKm },
  })
  const refused = async (step: mobility.TripStep, code: Parameters<typeof t.refused>[3], direction?: 'return') => {
    const { id, version } = await tripOf(direction)
    return t.refused(mobility.stepTrip, call(id, version, step), scene.desk.token, code)
  }
  const viewOf = async (direction: mobility.TripDirection = 'fetch') => {
    const view = (await scene.mineOf(bookingId, owner.token)).trips.find((trip) => trip.direction === direction)
    if (!view) throw new Error('no view')
    return view
  }
  return { ...scene, bookingId, owner, tripOf, call, photos, go, assign, refused, viewOf }
}
