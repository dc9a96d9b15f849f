import { mobility } from '@pitlane/contract'
import type { App } from '../../platform/app'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { loanerViews } from './loaner.queries'
import { cancelLoaner, stepLoaner } from './loaner.service'
import type { Trip } from './mobility.entity'
import { readDay, readMine, readOffers } from './mobility.queries'
import { carView, driverView, readMobilityResources } from './resources.queries'
import { addCar, addDriver, changeCar, changeDriver, type Asking } from './resources.service'
import { revealTrip } from './reveal.service'
import { agree, cancelTrip, step } from './trip.service'
import { tripViews } from './trip.queries'

async function viewOf(app: App, trip: Trip): Promise<mobility.TripView> {
  const [view] = await tripViews(app, [trip])
  if (!view) throw new Error('a trip without a view')
  return view
}

const askingOf = ({ actor, request }: { actor: Asking['actor']; request: { id: string } }): Asking => ({
  ...{ actor, requestId: request.id },
})

const standing = <S extends string>({ id, state, version }: { id: string; state: S; version: number }) => ({
  ...{ id, state, version },
})

const ownerRoutes = [
  bind(mobility.offers, (app, { query }) => readOffers(app, query)),
  bind(mobility.mine, (app, { actor, params }) => readMine(app, actor.customerId, params.bookingId)),
  bind(mobility.cancelTrip, async (app, { actor, params, body }) =>
    viewOf(app, await cancelTrip(app, actor, params.tripId, body.version)),
  ),
  bind(mobility.agree, async (app, { actor, params, body }) =>
    viewOf(app, await agree(app, actor, params.tripId, body.version)),
  ),
  bind(mobility.cancelLoaner, async (app, { actor, params, body }) => {
    const [view] = await loanerViews(app, [await cancelLoaner(app, actor, params.loanerId, body.version)])
    if (!view) throw new Error('a loaner without a view')
    return view
  }),
]

const resourceRoutes = [
  bind(mobility.resources, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return readMobilityResources(app.db.read, app.vault, scopeTo(actor, 'store.manage_resources', placeOf(store)))
  }),
  bind(mobility.addDriver, async (app, input) =>
    driverView(app.vault, await addDriver(app, askingOf(input), input.params.storeId, input.body)),
  ),
  bind(mobility.changeDriver, async (app, input) =>
    driverView(app.vault, await changeDriver(app, askingOf(input), input.params.driverId, input.body)),
  ),
  bind(mobility.addCar, async (app, input) =>
    carView(await addCar(app, askingOf(input), input.params.storeId, input.body)),
  ),
  bind(mobility.changeCar, async (app, input) =>
    carView(await changeCar(app, askingOf(input), input.params.carId, input.body)),
  ),
]

export const mobilityRoutes = [
  ...ownerRoutes,
  ...resourceRoutes,
  bind(mobility.day, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return readDay(app, store, scopeTo(actor, 'mobility.dispatch', placeOf(store)), query.day)
  }),
  bind(mobility.stepTrip, async (app, { actor, params, body, request }) =>
    standing(await step(app, actor, { ...params, requestId: request.id }, body)),
  ),
  bind(mobility.stepLoaner, async (app, { actor, params, body, request }) =>
    standing(await stepLoaner(app, actor, { ...params, requestId: request.id }, body)),
  ),
  bind(mobility.revealTrip, (app, { actor, params, request }) => revealTrip(app, actor, params.tripId, request.id)),
]
