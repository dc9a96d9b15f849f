import type { Actor, Grant } from '@pitlane/kernel'
import type { Subject } from '../../platform/auth'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { OrgPlace } from '../../platform/scope'
import { marks } from '../../platform/sql'
import { Staff, StaffGrant } from './identity.entity'
import { permissionsOf } from './roles'

/** A member of staff as others may know them. */
type StaffMember = Pick<Staff, 'id' | 'groupId' | 'username' | 'name' | 'mustChangePassword' | 'isActive'>

/** A member of staff by id, also one who has left. */
export async function findStaff(db: Reader, staffId: string): Promise<StaffMember | undefined> {
  const staff = await db.findOne(Staff, { id: staffId })
  if (!staff) return undefined
  const { id, groupId, username, name, mustChangePassword, isActive } = staff
  return { id, groupId, username, name, mustChangePassword, isActive }
}

/** Names of staff by id, also of those who have left. */
export async function findStaffNames(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const staff = await db.find(Staff, { where: { id: In([...new Set(ids)]) } })
  return new Map(staff.map(({ id, name }) => [id, name]))
}

/** A member of staff with the roles that reach some store. */
interface Colleague {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
}

/** Staff who have not left and whose grants reach a store, by name. */
export async function listColleagues(db: Reader, { groupId, regionId, storeId }: OrgPlace): Promise<Colleague[]> {
  const grants = await db.find(StaffGrant, {
    where: [
      { scope: 'group', scopeId: groupId },
      { scope: 'region', scopeId: regionId },
      { scope: 'store', scopeId: storeId },
    ],
  })
  const ids = [...new Set(grants.map(({ staffId }) => staffId))]
  const people = await db.find(Staff, { where: { id: In(ids), isActive: true }, order: { name: 'ASC', id: 'ASC' } })
  return people.map(({ id, name }) => ({
    ...{ id, name, roles: grants.filter(({ staffId }) => staffId === id).map(({ role }) => role) },
  }))
}

/** Ids of staff who have not left and have one of some roles in a store. */
export async function listIdsByRole(
  db: Reader,
  { groupId, regionId, storeId }: OrgPlace,
  roles: readonly string[],
): Promise<string[]> {
  if (roles.length === 0) return []
  const sql = `select distinct p.id as id from staff_grant g join staff p on p.id = g.staff_id and p.is_active = 1
    where g.role in (${marks(roles.length)})
      and ((g.scope = 'group' and g.scope_id = ?) or (g.scope = 'region' and g.scope_id = ?)
        or (g.scope = 'store' and g.scope_id = ?))`
  return (await db.rows<{ id: string }>(sql, [...roles, groupId, regionId, storeId])).map(({ id }) => id)
}

export const findByUsername = (db: Reader, username: string): Promise<Staff | undefined> =>
  db.findOne(Staff, { username })

/** True when the account takes no password at this moment. */
export const isLocked = (staff: Pick<Staff, 'lockedUntil'> | undefined, now: Date): boolean =>
  staff?.lockedUntil != null && staff.lockedUntil > now

interface StaffRow {
  mustChangePassword: number
  role: string | null
  scope: Grant['scope']
  scopeId: string
}

/** The staff behind a log-in that goes on, with their grants, in one query: it runs for every request that is not cached. */
const STAFF_OF_SESSION = `
  select p.must_change_password as mustChangePassword, g.role as role, g.scope as scope, g.scope_id as scopeId
  from session s
  join staff p on p.id = s.subject_id and p.is_active = 1
  left join staff_grant g on g.staff_id = p.id
  where s.id = ? and s.subject_id = ? and s.subject_kind = 'staff' and s.ended_at is null`

const CUSTOMER_OF_SESSION = `
  select id from session where id = ? and subject_id = ? and subject_kind = 'customer' and ended_at is null`

/** The person of a log-in with the rights of this moment; undefined when the log-in has ended or the person has left. */
export async function findActor(db: Reader, { kind, id, sessionId }: Subject): Promise<Actor | undefined> {
  if (kind === 'customer') {
    const sessions = await db.rows(CUSTOMER_OF_SESSION, [sessionId, id])
    return sessions.length > 0 ? { kind, customerId: id, sessionId } : undefined
  }
  const rows = await db.rows<StaffRow>(STAFF_OF_SESSION, [sessionId, id])
  const [first] = rows
  if (!first) return undefined
  const grants = rows.flatMap(({ role, scope, scopeId }): Grant[] =>
    role === null ? [] : [{ role, scope, scopeId, permissions: permissionsOf(role) }],
  )
  return { kind, staffId: id, sessionId, grants, mustChangePassword: Boolean(Number(first.mustChangePassword)) }
}
