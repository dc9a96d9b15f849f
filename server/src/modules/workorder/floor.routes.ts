import { workorder } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { decideAddon, noteDecision } from './addon-deciding.service'
import { priceAddon, proposeAddon } from './addon.service'
import { standingOf } from './changing.service'
import { checkJob } from './checking.service'
import { readDispatchOffers } from './dispatch.queries'
import { dispatch } from './dispatch.service'
import { askForHelp } from './help.service'
import { readMyWork } from './my-work.queries'
import { outsourceJob, receiveJob } from './outsourcing.service'
import { movePart } from './part.service'
import { readQcSheet } from './qc.queries'
import { judgeQc, requireCheckable } from './qc.service'
import { requireReachableJob } from './reaching.service'
import { reinspect } from './reinspection.service'
import { proposeRemoval } from './removal.service'
import { finishWash } from './wash.service'
import { withdrawDispatch } from './withdrawing.service'
import { finishJob, pauseJob, startJob } from './working.service'

const jobRoutes = [
  bind(workorder.dispatchOffers, async (app, { actor, params }) =>
    readDispatchOffers(app, await requireReachableJob(app, actor, 'workorder.dispatch', params.jobId)),
  ),
  bind(workorder.dispatch, async (app, { actor, params, body }) =>
    standingOf(await dispatch(app, actor, params.jobId, body)),
  ),
  bind(workorder.withdrawDispatch, async (app, { actor, params, body }) =>
    standingOf(await withdrawDispatch(app, actor, params.jobId, body)),
  ),
  bind(workorder.outsourceJob, async (app, { actor, params, body }) =>
    standingOf(await outsourceJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.receiveJob, async (app, { actor, params, body }) =>
    standingOf(await receiveJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.startJob, async (app, { actor, params, body }) =>
    standingOf(await startJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.pauseJob, async (app, { actor, params, body }) =>
    standingOf(await pauseJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.finishJob, async (app, { actor, params, body }) =>
    standingOf(await finishJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.askForHelp, async (app, { actor, params, body }) => {
    await askForHelp(app, actor, params.jobId, body)
    return {}
  }),
  bind(workorder.movePart, async (app, { actor, params, body }) =>
    standingOf(await movePart(app, actor, params.partId, body)),
  ),
  bind(workorder.myWork, (app, { actor }) => readMyWork(app, actor)),
]

const addonRoutes = [
  bind(workorder.proposeAddon, async (app, { actor, params, body }) => ({
    id: (await proposeAddon(app, actor, params.workorderId, body)).id,
  })),
  bind(workorder.proposeRemoval, async (app, { actor, params, body }) => ({
    id: (await proposeRemoval(app, actor, params.workorderId, body)).id,
  })),
  bind(workorder.priceAddon, async (app, { actor, params, body }) =>
    standingOf(await priceAddon(app, actor, params.addonId, body)),
  ),
  bind(workorder.decideAddon, async (app, { actor, params, body, request }) =>
    standingOf(await decideAddon(app, actor, { ...params, address: request.address }, body)),
  ),
  bind(workorder.noteDecision, async (app, { actor, params, body }) =>
    standingOf(await noteDecision(app, actor, params.addonId, body)),
  ),
]

const checkRoutes = [
  bind(workorder.checkJob, async (app, { actor, params, body }) =>
    standingOf(await checkJob(app, actor, params.jobId, body)),
  ),
  bind(workorder.qcSheet, async (app, { actor, params }) =>
    readQcSheet(app, await requireCheckable(app, actor, params.workorderId)),
  ),
  bind(workorder.judgeQc, async (app, { actor, params, body }) =>
    standingOf(await judgeQc(app, actor, params.workorderId, body)),
  ),
  bind(workorder.reinspect, async (app, { actor, params, body }) =>
    standingOf(await reinspect(app, actor, params.workorderId, body)),
  ),
  bind(workorder.finishWash, async (app, { actor, params, body }) =>
    standingOf(await finishWash(app, actor, params.workorderId, body)),
  ),
]

/** What happens on the floor of the workshop. */
export const floorRoutes = [...jobRoutes, ...addonRoutes, ...checkRoutes]
