import type { identity as contract, View } from '@pitlane/contract'
import { AppError, MINUTE_MS, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { sqlInstant } from '../../platform/sql'
import { actorNotice } from './actor.service'
import { Staff, StaffGrant } from './identity.entity'
import { findByUsername, isLocked } from './identity.queries'
import { hashPassword, verifyPassword } from './password.service'
import { isStrongPassword, normUsername } from './password-rules'
import type { Role } from './roles'
import { endSessions, openSession, tokensOf, type OpenSession } from './session.service'

const MAX_FAILURES = 10
const LOCK_MS = 15 * MINUTE_MS

/** Nobody's id: an unknown user name runs through the same statements as a known one. */
const NOBODY = ''

const door: AuditActor = { kind: 'system', name: 'identity' }

/**
 * Logs a member of staff in. An unknown user name and a wrong password get the same answer after the same work.
 * Throws `identity.credentials_wrong`, or `identity.locked` for 15 minutes after ten wrong passwords in a row, then also
 * for the right one.
 */
export async function staffLogin(
  app: App,
  body: { username: string; password: string },
  request: RequestFacts,
): Promise<View<typeof contract.staffLogin>> {
  const staff = await findByUsername(app.db.read, normUsername(body.username))
  if (isLocked(staff, app.clock.now())) throw new AppError('identity.locked')
  const isRight = await verifyPassword(body.password, staff?.passwordHash)
  const now = app.clock.now()
  const outcome = await app.db.tx((tx) =>
    staff && isRight ? admit(tx, now, staff, request) : turnAway(tx, now, staff, request),
  )
  if (typeof outcome === 'string') throw new AppError(outcome)
  return { ...(await tokensOf(app, outcome)), mustChangePassword: staff?.mustChangePassword ?? false }
}

type Refusal = 'identity.credentials_wrong' | 'identity.locked'

/** The last word under the row's lock: attempts that ran beside this one may have locked the account meanwhile. */
async function admit(tx: Tx, now: Date, staff: Staff, request: RequestFacts): Promise<OpenSession | Refusal> {
  const isAdmitted = await tx.run(
    `update staff set failed_count = 0, locked_until = null
     where id = ? and is_active = 1 and password_hash = ? and (locked_until is null or locked_until <= ?)`,
    [staff.id, staff.passwordHash, sqlInstant(now)],
  )
  if (!isAdmitted) return refusalFor(await tx.findOne(Staff, { id: staff.id }), now)
  await audit(tx, now, {
    ...{ actor: door, action: 'identity.login', subject: { type: 'staff', id: staff.id } },
    ...{ after: { address: request.address }, requestId: request.id },
  })
  return openSession(tx, now, { kind: 'staff', id: staff.id }, request)
}

const refusalFor = (staff: Staff | undefined, now: Date): Refusal =>
  isLocked(staff, now) ? 'identity.locked' : 'identity.credentials_wrong'

/** Counts a wrong password and locks the account at the tenth. Returns what the caller of this attempt is told. */
async function turnAway(tx: Tx, now: Date, staff: Staff | undefined, request: RequestFacts): Promise<Refusal> {
  const id = staff?.id ?? NOBODY
  // MySQL assigns from left to right and SQLite all at once: `failed_count` comes last, so that both mean the same.
  const isCounted = await tx.run(
    `update staff set
       locked_until = case when failed_count + 1 >= ? then ? else null end,
       failed_count = case when failed_count + 1 >= ? then 0 else failed_count + 1 end
     where id = ? and (locked_until is null or locked_until <= ?)`,
    [MAX_FAILURES, sqlInstant(new Date(now.getTime() + LOCK_MS)), MAX_FAILURES, id, sqlInstant(now)],
  )
  const after = await tx.findOne(Staff, { id })
  await audit(tx, now, {
    ...{ actor: door, action: 'identity.login_failed', subject: { type: 'staff', id: staff?.id ?? 'unknown' } },
    ...{ after: { address: request.address, isLocked: isLocked(after, now) }, requestId: request.id },
  })
  return isCounted ? 'identity.credentials_wrong' : refusalFor(after, now)
}

/**
 * Changes the caller's own password and ends every other log-in of this person. Throws `identity.password_weak`,
 * `identity.credentials_wrong` (which counts as a wrong log-in) and `identity.locked`.
 */
export async function changePassword(
  app: App,
  actor: StaffActor,
  body: { current: string; next: string },
  request: RequestFacts,
): Promise<void> {
  const staff = await app.db.read.findOne(Staff, { id: actor.staffId })
  if (!staff) throw new AppError('auth.expired')
  if (isLocked(staff, app.clock.now())) throw new AppError('identity.locked')
  if (!isStrongPassword(body.next, { password: body.current, username: staff.username })) {
    throw new AppError('identity.password_weak')
  }
  const isRight = await verifyPassword(body.current, staff.passwordHash)
  const passwordHash = isRight ? await hashPassword(body.next) : ''
  const now = app.clock.now()
  const refusal = await app.db.tx((tx) =>
    isRight ? replacePassword(tx, now, { actor, staff, passwordHash, request }) : turnAway(tx, now, staff, request),
  )
  if (refusal) throw new AppError(refusal)
}

interface Replacement {
  readonly actor: StaffActor
  readonly staff: Staff
  readonly passwordHash: string
  readonly request: RequestFacts
}

async function replacePassword(
  tx: Tx,
  now: Date,
  { actor, staff, passwordHash, request }: Replacement,
): Promise<Refusal | undefined> {
  const isReplaced = await tx.run(
    `update staff set password_hash = ?, must_change_password = 0, failed_count = 0
     where id = ? and password_hash = ? and (locked_until is null or locked_until <= ?)`,
    [passwordHash, staff.id, staff.passwordHash, sqlInstant(now)],
  )
  if (!isReplaced) return refusalFor(await tx.findOne(Staff, { id: staff.id }), now)
  const ended = await endSessions(tx, now, { kind: 'staff', id: staff.id }, actor.sessionId)
  await audit(tx, now, {
    ...{ actor, action: 'identity.change_password', subject: { type: 'staff', id: staff.id } },
    ...{ before: { mustChangePassword: staff.mustChangePassword }, after: { mustChangePassword: false, ended } },
    requestId: request.id,
  })
  return undefined
}

/** A new member of staff. `passwordHash` comes from `hashPassword`, made before the transaction because it takes its time. */
export interface NewStaff extends Pick<Staff, 'groupId' | 'name' | 'passwordHash' | 'mustChangePassword'> {
  readonly username: string
  readonly grants: readonly { role: Role; scope: StaffGrant['scope']; scopeId: string }[]
}

/** Registers a member of staff with their grants and returns the id. A user name can be taken once, in any case of letters. */
export async function registerStaff(tx: Tx, now: Date, by: AuditActor, person: NewStaff): Promise<string> {
  const { groupId, name, passwordHash, mustChangePassword, grants } = person
  const id = newId()
  const username = normUsername(person.username)
  const account = { failedCount: 0, lockedUntil: null, isActive: true, createdAt: now }
  await tx.insert(Staff, { id, groupId, username, name, passwordHash, mustChangePassword, ...account })
  await tx.insert(
    StaffGrant,
    grants.map((grant) => ({ id: newId(), staffId: id, ...grant })),
  )
  tx.announce(actorNotice(id))
  const after = { username, grants: [...grants] }
  await audit(tx, now, { actor: by, action: 'identity.register_staff', subject: { type: 'staff', id }, after })
  return id
}
