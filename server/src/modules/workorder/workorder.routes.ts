import { workorder } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { correctArrival } from './arrival.service'
import { authorise, ownerAuthorise } from './authorisation.service'
import { standingOf } from './changing.service'
import { cancel, handOver } from './delivery.service'
import { addAddendum, inspect } from './inspection.service'
import { saveQuote } from './quote.service'
import { decideRework } from './rework.service'

/** Reception: from the walk around the car to its keys. */
export const receptionRoutes = [
  bind(workorder.correctArrival, async (app, { actor, params, body }) =>
    standingOf(await correctArrival(app, actor, params.workorderId, body)),
  ),
  bind(workorder.inspect, async (app, { actor, params, body }) =>
    standingOf(await inspect(app, actor, params.workorderId, body)),
  ),
  bind(workorder.addendum, async (app, { actor, params, body }) =>
    standingOf(await addAddendum(app, actor, params.workorderId, body)),
  ),
  bind(workorder.decideRework, async (app, { actor, params, body }) =>
    standingOf(await decideRework(app, actor, params.workorderId, body)),
  ),
  bind(workorder.saveQuote, async (app, { actor, params, body }) =>
    standingOf(await saveQuote(app, actor, params.workorderId, body)),
  ),
  bind(workorder.authorise, async (app, { actor, params, body }) =>
    standingOf(await authorise(app, actor, params.workorderId, body)),
  ),
  bind(workorder.ownerAuthorise, async (app, { actor, params, body, request }) =>
    standingOf(await ownerAuthorise(app, actor, params.workorderId, { ...body, address: request.address })),
  ),
  bind(workorder.handOver, async (app, { actor, params, body }) =>
    standingOf(await handOver(app, actor, params.workorderId, body)),
  ),
  bind(workorder.cancel, async (app, { actor, params, body }) =>
    standingOf(await cancel(app, actor, params.workorderId, body)),
  ),
]
