import { formatPlate, workorder as contract } from '@pitlane/contract'
import type { CustomerActor } from '@pitlane/kernel'
import { openMinutesBetween } from '../modules/booking'
import { photosOf, type KeptPhoto } from '../modules/files'
import {
  approvedFen,
  addonView,
  confidenceOf,
  headlineOf,
  inspectionView,
  quoteView,
  waitingOf,
  workRemains,
} from '../modules/workorder'
import type { Showing } from '../modules/workorder'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import { photosById, photosIn } from './workorder-detail.view'
import { readVisit, type Visit } from './workorder-visit.view'
import { declinedIn, fineIn, workersIn } from './workorder-owner-words.view'

/** What an owner's page shows photos of. */
const SUBJECTS = ['inspection', 'inspection_sign', 'job', 'addon', 'qc_record'] as const

const stepsOf = ({ order }: Visit): contract.ProgressView['steps'] =>
  Object.entries(contract.progressSteps).map(([key, label]) => ({
    ...{ key, label, at: order.milestones[key as keyof typeof contract.progressSteps]?.toISOString() ?? null },
  }))

/** An owner reads no names of staff but those that are said to them (DOMAIN §2.8). */
const showingOf = (kept: readonly KeptPhoto[]): Showing => ({
  ...{ nameOf: () => '服务人员', photosOf: photosIn(kept), isPriced: true },
})

/** The quote that was sent: a draft is nobody's business yet. */
const sentQuote = ({ quote }: Visit) => (quote?.sentAt ? quote : undefined)

/** How sure the promise is. Null without one, where too few comparable visits are known, or once the car is ready. */
function sureness({ order, days }: Visit, now: Date): number | null {
  const { usual, promisedAt, timeZone, milestones } = order
  if (!usual || !promisedAt || !milestones.arrived || !workRemains(order.state)) return null
  const arrived = toLocal(milestones.arrived, timeZone)
  const until = (at: Date) => openMinutesBetween(arrived, toLocal(at, timeZone), days)
  return confidenceOf({ usual, elapsed: until(now), promised: until(promisedAt) })
}

/** A visit as its owner watches it: three statements, whatever its size. */
async function progressOf(app: App, { customerId }: CustomerActor, id: string): Promise<contract.ProgressView> {
  const visit = await readVisit(app, customerId, id)
  const { order, inspection, addons, jobs } = visit
  const ids = [order.id, ...[...jobs, ...addons, ...visit.checks].map((one) => one.id)]
  const kept = await photosOf(app.db.read, app, SUBJECTS, ids)
  const showing = showingOf(kept)
  const quote = sentQuote(visit)
  return {
    ...{ id: order.id, bookingId: order.bookingId, number: order.number, state: order.state },
    ...{ storeName: order.storeName, storePhone: order.storePhone, carName: order.carName },
    ...{ plate: order.plate ? formatPlate(order.plate) : '未上牌', advisorName: order.advisorName },
    ...{ steps: stepsOf(visit), headline: headlineOf(order.state, waitingOf(jobs, visit.parts, addons), addons) },
    ...{ promisedAt: order.promisedAt?.toISOString() ?? null, confidence: sureness(visit, app.clock.now()) },
    ...{ workers: workersIn(visit), quote: quote ? quoteView(quote) : null },
    canAuthorise: order.state === 'quoted' && quote !== undefined && quote.authorisedAt === null,
    addons: addons.map((addon) => addonView(addon, showing)),
    inspection: inspection ? inspectionView(inspection, showing) : null,
    ...{ declined: declinedIn(addons), fine: fineIn(visit), totalFen: (quote?.totalFen ?? 0) + approvedFen(addons) },
    timeline: visit.entries.map(({ at, text, photoIds }) => ({
      ...{ at: at.toISOString(), text, photos: photosById(kept, photoIds) },
    })),
  }
}

export const workorderProgressRoutes = [
  bind(contract.progress, (app, { actor, params }) => progressOf(app, actor, params.workorderId)),
]
