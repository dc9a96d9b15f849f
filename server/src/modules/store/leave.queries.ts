import type { leave as contract, View } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { permissionsAt, scopeTo } from '../../platform/scope'
import { findStaffNames } from '../identity'
import { LeaveRequest, Technician, type Store } from './store.entity'
import { placeOf, requireStore } from './store.queries'

const MOST = 200

/** What a person may do about leave in one store. */
interface LeaveSight {
  readonly actor: StaffActor
  readonly decides: boolean
  /** The technician whose log-in this is. */
  readonly own: Technician | undefined
  /** For whom this person may ask. */
  readonly people: readonly Technician[]
}

/** Somebody who works on cars asks for nobody but themselves; everybody else of the store may write it down for a technician. */
const asksForSelfOnly = ({ grants }: StaffActor, own: Technician | undefined, decides: boolean): boolean =>
  !decides && (own !== undefined || grants.every(({ role }) => role === 'technician'))

/** Throws `auth.forbidden` for whoever has no business in this store. */
export async function leaveSight(db: Reader, actor: StaffActor, store: Store): Promise<LeaveSight> {
  const { storeId } = scopeTo(actor, 'leave.request', placeOf(store))
  const decides = permissionsAt(actor, placeOf(store)).has('store.manage_resources')
  const everybody = await db.find(Technician, { where: { storeId, isActive: true }, order: { id: 'ASC' } })
  const own = everybody.find(({ staffId }) => staffId === actor.staffId)
  const people = asksForSelfOnly(actor, own, decides) ? everybody.filter(({ id }) => id === own?.id) : everybody
  return { actor, decides, own, people }
}

type Asker = Pick<LeaveSight, 'actor' | 'own'>

/** Asked by this person, or for the person whose log-in this is. */
export const isOwnRequest = (request: LeaveRequest, { actor, own }: Asker): boolean =>
  request.requestedBy === actor.staffId || request.technicianId === own?.id

/** Requests as this person reads them. */
export async function leaveViews(
  db: Reader,
  asker: Asker,
  requests: readonly LeaveRequest[],
): Promise<contract.LeaveRequest[]> {
  const technicians = await db.find(Technician, { where: { id: In(requests.map((r) => r.technicianId)) } })
  const staff = await findStaffNames(
    db,
    requests.flatMap((r) => [r.requestedBy, r.decidedBy ?? []].flat()),
  )
  return requests.map((request) => ({
    ...request,
    technicianName: technicians.find(({ id }) => id === request.technicianId)?.name ?? '',
    requestedByName: staff.get(request.requestedBy) ?? '',
    isMine: isOwnRequest(request, asker),
    decidedByName: request.decidedBy === null ? null : (staff.get(request.decidedBy) ?? null),
    createdAt: request.createdAt.toISOString(),
    decidedAt: request.decidedAt?.toISOString() ?? null,
  }))
}

/** How many requests wait for a decision that this person may take. */
export async function countToDecide(db: Reader, actor: StaffActor, store: Store): Promise<number> {
  const storeId = store.id
  const own = await db.findOne(Technician, { storeId, staffId: actor.staffId })
  const pending = await db.find(LeaveRequest, { where: { storeId, state: 'pending' } })
  return pending.filter((request) => !isOwnRequest(request, { actor, own })).length
}

/** Requests of a store, as far as this person sees them: those that wait come first. */
export async function listLeaveRequests(
  db: Reader,
  actor: StaffActor,
  store: Store,
): Promise<View<typeof contract.list>> {
  const sight = await leaveSight(db, actor, store)
  const { decides, own, people } = sight
  const storeId = store.id
  const mine = [{ storeId, requestedBy: actor.staffId }, ...(own ? [{ storeId, technicianId: own.id }] : [])]
  const rows = await db.find(LeaveRequest, {
    where: decides ? { storeId } : mine,
    order: { id: 'DESC' },
    take: MOST,
  })
  const waits = ({ state }: LeaveRequest) => Number(state === 'pending')
  return {
    items: await leaveViews(
      db,
      sight,
      [...rows].sort((a, b) => waits(b) - waits(a)),
    ),
    people: people.map(({ id, name }) => ({ id, name })),
    ownTechnicianId: own?.id ?? null,
    toDecide: decides ? await countToDecide(db, actor, store) : 0,
  }
}

/** A request within this person's reach, with its store; elsewhere it does not exist. Throws `store.leave_request_not_found`. */
export async function requireLeaveRequest(
  db: Reader,
  actor: StaffActor,
  permission: 'leave.request' | 'store.manage_resources',
  requestId: string,
): Promise<{ request: LeaveRequest; store: Store; own: Technician | undefined }> {
  const request = await db.findOne(LeaveRequest, { id: requestId })
  if (!request) throw new AppError('store.leave_request_not_found')
  const store = await requireStore(db, request.storeId)
  if (!permissionsAt(actor, placeOf(store)).has(permission)) throw new AppError('store.leave_request_not_found')
  return { request, store, own: await db.findOne(Technician, { storeId: store.id, staffId: actor.staffId }) }
}
