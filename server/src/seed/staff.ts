import { hashPassword } from '../modules/identity'
import { Staff, StaffGrant } from '../modules/identity/identity.entity'
import { Bay, Technician } from '../modules/store/store.entity'
import type { Tx } from '../platform/database'
import { daysAgo, type Today } from './calendar'
import { diceOf } from './dice'
import type { Organisation } from './organisation'
import { MECHANIC, MECHANICS, STAFF, type StaffData } from './staff-data'
import { GROUP_NAME, REGIONS, STORES } from './store-data'

/** Password hashes by user name. They take their time, so they are made before the transaction. */
export async function hashPasswords(): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(STAFF.map(async ({ username, password }) => [username, await hashPassword(password)] as const)),
  )
}

function reachOf(
  { groupId, regionIds, houses }: Organisation,
  at: StaffData['at'],
): Pick<StaffGrant, 'scope' | 'scopeId'> {
  if (at === 'group') return { scope: 'group', scopeId: groupId }
  if (at === 'shanghai') return { scope: 'region', scopeId: regionIds[at] }
  const house = houses.find(({ data }) => data.key === at)
  if (!house) throw new Error(`no store ${at}`)
  return { scope: 'store', scopeId: house.store.id }
}

/** Writes the staff with one grant each, and who of them receives in a lane or works on cars. Answers their ids by user name. */
export async function seedStaff(
  tx: Tx,
  today: Today,
  organisation: Organisation,
  hashes: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const dice = diceOf('staff')
  const people = STAFF.map((data) => ({ id: dice.id(daysAgo(today, data.isNew ? 1 : 365)), data }))
  await tx.insert(
    Staff,
    people.map(({ id, data: { username, name, isNew } }) => ({
      ...{ id, groupId: organisation.groupId, username, name, passwordHash: hashes.get(username) ?? '' },
      ...{ mustChangePassword: isNew ?? false, failedCount: 0, lockedUntil: null, isActive: true },
      createdAt: daysAgo(today, isNew ? 1 : 365),
    })),
  )
  await tx.insert(
    StaffGrant,
    people.map(({ id, data: { role, at } }) => ({
      ...{ id: dice.id(daysAgo(today, 365)), staffId: id, role, ...reachOf(organisation, at) },
    })),
  )
  for (const { id: staffId, data } of people) {
    const { scopeId: storeId } = reachOf(organisation, data.at)
    if (data.lane) await tx.update(Bay, { storeId, name: data.lane }, { staffId })
    if (data.isTechnician) await tx.update(Technician, { storeId, name: data.name }, { staffId })
  }
  await seedMechanics(tx, today, organisation, hashes.get(MECHANIC.username) ?? '')
  return new Map(people.map(({ id, data }) => [data.username, id]))
}

/** Technicians that are nobody of the list have log-ins, too: the work on a car is theirs. All have the password of the first one. */
async function seedMechanics(tx: Tx, today: Today, { groupId, houses }: Organisation, passwordHash: string) {
  const dice = diceOf('mechanics')
  const createdAt = daysAgo(today, 365)
  for (const { username, name, at } of MECHANICS) {
    const storeId = houses.find(({ data }) => data.key === at)?.store.id ?? ''
    const id = dice.id(createdAt)
    await tx.insert(Staff, {
      ...{ id, groupId, username, name, passwordHash, mustChangePassword: false, failedCount: 0, lockedUntil: null },
      ...{ isActive: true, createdAt },
    })
    const grant = { id: dice.id(createdAt), staffId: id, role: 'technician', scope: 'store', scopeId: storeId } as const
    await tx.insert(StaffGrant, grant)
    await tx.update(Technician, { storeId, name }, { staffId: id })
  }
}

/** One way into the console. */
export interface StaffLogin {
  readonly title: string
  readonly username: string
  readonly password: string
}

const placeNameOf = (at: StaffData['at']): string => {
  if (at === 'group') return GROUP_NAME
  if (at === 'shanghai') return REGIONS[at]
  return STORES.find(({ key }) => key === at)?.row.name ?? at
}

/** The log-ins of the demo staff, e.g. `前台 · 浦东旗舰店`. */
export const staffLogins = (): StaffLogin[] => [
  ...STAFF.map(({ post, at, username, password }) => ({ title: `${post} · ${placeNameOf(at)}`, username, password })),
  ...MECHANICS.filter(({ at }) => at === MECHANIC.at).map(({ username, name }) => ({
    ...{ title: `技师 ${name} · ${placeNameOf(MECHANIC.at)}`, username, password: MECHANIC.password },
  })),
]
