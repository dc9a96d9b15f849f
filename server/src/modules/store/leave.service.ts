import type { Body, leave as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toLocal } from '../../platform/local-time'
import { sqlInstant } from '../../platform/sql'
import { isOwnRequest, leaveSight, leaveViews, requireLeaveRequest } from './leave.queries'
import { requireChangeable } from './resources.queries'
import { LeaveRequest } from './store.entity'
import { requireStore } from './store.queries'

interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

const factsOf = ({ fromDay, toDay, startsMinute, endsMinute, reason }: LeaveRequest) => ({
  ...{ fromDay, toDay, startsMinute, endsMinute, reason },
})

/** Whoever has the store's board open reads the requests again. */
function tellRequests(tx: Tx, storeId: string): void {
  const topic = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic, what: 'leave_request' } })
}

/**
 * Asks for leave. The technician's row is locked first: of two who ask for the same hours, the second finds the first.
 * Throws `store.leave_only_own`, `store.leave_asked`, and what a leave would be refused for.
 */
export async function askLeave(
  app: App,
  { actor, requestId }: Asking,
  storeId: string,
  body: Body<typeof contract.ask>,
): Promise<contract.LeaveRequest> {
  const store = await requireStore(app.db.read, storeId)
  const sight = await leaveSight(app.db.read, actor, store)
  const now = app.clock.now()
  await requireChangeable(app.db.read, storeId, toLocal(now, store.timeZone).day, { kind: 'add_leave', ...body })
  if (!sight.people.some(({ id }) => id === body.technicianId)) throw new AppError('store.leave_only_own')
  const request: LeaveRequest = {
    ...{ id: newId(), storeId, ...body, state: 'pending', requestedBy: actor.staffId, decidedBy: null },
    ...{ note: null, version: 1, createdAt: now, decidedAt: null },
  }
  await app.db.tx(async (tx) => {
    await tx.run('update technician set is_active = is_active where id = ?', [body.technicianId])
    if (await isAsked(tx, body)) throw new AppError('store.leave_asked')
    await tx.insert(LeaveRequest, request)
    await audit(tx, now, {
      ...{ actor, storeId, requestId, action: 'store.ask_leave' },
      ...{ subject: { type: 'technician', id: body.technicianId }, after: { leave: factsOf(request) } },
    })
    tellRequests(tx, storeId)
  })
  return viewOf(app, { actor, own: sight.own }, request)
}

async function isAsked(tx: Tx, { technicianId, ...span }: Body<typeof contract.ask>): Promise<boolean> {
  const pending = await tx.find(LeaveRequest, { where: { technicianId, state: 'pending' } })
  return pending.some(
    (other) =>
      other.fromDay <= span.toDay &&
      span.fromDay <= other.toDay &&
      other.startsMinute < span.endsMinute &&
      span.startsMinute < other.endsMinute,
  )
}

async function viewOf(app: App, asker: Parameters<typeof leaveViews>[1], request: LeaveRequest) {
  const [view] = await leaveViews(app.db.read, asker, [request])
  if (!view) throw new Error('a request without a view')
  return view
}

interface Decision {
  readonly state: 'approved' | 'rejected' | 'withdrawn'
  readonly seen: number
  readonly note: string
}

const verbs = { approved: 'approve', rejected: 'reject', withdrawn: 'withdraw' } as const

/** Writes how a request ended. Throws `store.leave_request_changed` when it has been decided, or somebody was faster. */
export async function closeLeaveRequest(
  tx: Tx,
  now: Date,
  { actor, requestId }: Asking,
  request: LeaveRequest,
  { state, seen, note }: Decision,
): Promise<void> {
  const matched = await tx.run(
    `update leave_request set state = ?, note = ?, decided_by = ?, decided_at = ?, version = version + 1
      where id = ? and version = ? and state = 'pending'`,
    [state, note || null, state === 'withdrawn' ? null : actor.staffId, sqlInstant(now), request.id, seen],
  )
  if (matched === 0) throw new AppError('store.leave_request_changed')
  await audit(tx, now, {
    ...{ actor, storeId: request.storeId, requestId, action: `store.${verbs[state]}_leave`, reason: note || undefined },
    ...{ subject: { type: 'technician', id: request.technicianId }, before: { leaveState: 'pending' } },
    after: { leaveState: state, ...(note ? { note } : {}), leave: factsOf(request) },
  })
  tellRequests(tx, request.storeId)
}

/** A request as it stands in the database now. */
export async function readLeaveRequest(app: App, actor: StaffActor, id: string): Promise<contract.LeaveRequest> {
  const { request, own } = await requireLeaveRequest(app.db.read, actor, 'leave.request', id)
  return viewOf(app, { actor, own }, request)
}

/** Takes a request back, for whoever asked and whom it is for; to others it does not exist. */
export async function withdrawLeave(
  app: App,
  asking: Asking,
  id: string,
  seen: number,
): Promise<contract.LeaveRequest> {
  const { request, own } = await requireLeaveRequest(app.db.read, asking.actor, 'leave.request', id)
  if (!isOwnRequest(request, { actor: asking.actor, own })) throw new AppError('store.leave_request_not_found')
  await app.db.tx((tx) =>
    closeLeaveRequest(tx, app.clock.now(), asking, request, { state: 'withdrawn', seen, note: '' }),
  )
  return readLeaveRequest(app, asking.actor, id)
}

/**
 * A request that this person may decide. Nobody decides what they asked, or what is for themselves: throws
 * `store.leave_own_request`.
 */
export async function requireDecidable(app: App, actor: StaffActor, id: string) {
  const found = await requireLeaveRequest(app.db.read, actor, 'store.manage_resources', id)
  if (isOwnRequest(found.request, { actor, own: found.own })) throw new AppError('store.leave_own_request')
  return found
}

/** Turns a request down, with a word why. */
export async function rejectLeave(
  app: App,
  asking: Asking,
  id: string,
  { version, note }: Body<typeof contract.reject>,
): Promise<contract.LeaveRequest> {
  const { request } = await requireDecidable(app, asking.actor, id)
  await app.db.tx((tx) =>
    closeLeaveRequest(tx, app.clock.now(), asking, request, { state: 'rejected', seen: version, note }),
  )
  return readLeaveRequest(app, asking.actor, id)
}
