import type { Body, leave as contract, resources, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { closeLeaveRequest, readLeaveRequest, readRoster, requireChangeable, requireDecidable } from '../store'
import { affectedByRoster } from './impact.queries'
import { changeRoster, todayOf, type Asking } from './resource-change.service'

type Request = Awaited<ReturnType<typeof requireDecidable>>['request']

const leaveOf = ({
  technicianId,
  fromDay,
  toDay,
  startsMinute,
  endsMinute,
  reason,
}: Request): resources.RosterChange => ({
  ...{ kind: 'add_leave', technicianId, fromDay, toDay, startsMinute, endsMinute, reason },
})

function requirePending(request: Request, seen: number): void {
  if (request.version !== seen || request.state !== 'pending') throw new AppError('store.leave_request_changed')
}

/** Which bookings would lose the technician. Refuses what approving would refuse, and writes nothing. */
export async function previewApproval(
  app: App,
  { actor }: Asking,
  id: string,
  { version, rosterVersion }: Body<typeof contract.preview>,
): Promise<View<typeof contract.preview>> {
  const { request, store } = await requireDecidable(app, actor, id)
  requirePending(request, version)
  const now = app.clock.now()
  if ((await readRoster(app.db.read, store.id)).version !== rosterVersion) throw new AppError('store.roster_changed')
  await requireChangeable(app.db.read, store.id, todayOf(store, now), leaveOf(request))
  return { affected: await affectedByRoster({ db: app.db.read, vault: app.vault, store, now }, leaveOf(request)) }
}

/**
 * Approves a request: the leave is written in the same transaction, the way a manager writes one by hand. Refuses like
 * `saveChange`.
 */
export async function approveLeave(
  app: App,
  asking: Asking,
  id: string,
  { version, rosterVersion, affectedSeen, note }: Body<typeof contract.approve>,
): Promise<View<typeof contract.approve>> {
  const { request, store } = await requireDecidable(app, asking.actor, id)
  requirePending(request, version)
  const now = app.clock.now()
  const { affected } = await app.db.tx(async (tx) => {
    const saved = await changeRoster(app, tx, asking, store, {
      ...{ version: rosterVersion, affectedSeen, change: leaveOf(request) },
    })
    await closeLeaveRequest(tx, now, asking, request, { state: 'approved', seen: version, note })
    return saved
  })
  return { request: await readLeaveRequest(app, asking.actor, id), affected }
}
