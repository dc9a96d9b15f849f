import type { policy, resources } from '@pitlane/contract'
import { AppError, type Day, type StaffActor } from '@pitlane/kernel'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { bayWriters } from './bay.service'
import { readVersionedPolicy } from './store.queries'
import { technicianWriters } from './technician.service'
import type { Written } from './written'

type Change = resources.RosterChange
type Writers = { readonly [K in Change['kind']]: (tx: Tx, storeId: string, change: never) => Promise<Written> }

const writers: Writers = { ...bayWriters, ...technicianWriters }

/** Who changes what in which store, for the audit log. */
interface ChangeContext {
  readonly actor: StaffActor
  readonly storeId: string
  readonly now: Date
  readonly requestId: string
}

/** The gates of all days to come: until the commit nobody is seated by what is about to change. */
export const passGatesFrom = (tx: Tx, storeId: string, day: Day): Promise<void> =>
  tx.put('update store_day set version = version + 1 where store_id = ? and day >= ?', [storeId, day])

/**
 * The right to change bays and people: passes the gates of the days to come and raises `roster_version`. Gates come first,
 * as in every booking, so that the two never wait for each other. Throws `store.roster_changed` for a version that is not
 * the latest.
 */
export async function claimResources(tx: Tx, storeId: string, today: Day, seen: number): Promise<void> {
  await passGatesFrom(tx, storeId, today)
  const matched = await tx.run(
    'update store set roster_version = roster_version + 1 where id = ? and roster_version = ?',
    [storeId, seen],
  )
  if (matched === 0) throw new AppError('store.roster_changed')
}

/**
 * Writes one change of bays or people behind {@link claimResources}, with its audit row, and returns what was changed.
 * Throws `store.certificate_taken`.
 */
export async function saveRosterChange(tx: Tx, context: ChangeContext, change: Change): Promise<string> {
  const { actor, storeId, now, requestId } = context
  const { action, subject, before, after } = await writers[change.kind](tx, storeId, change as never)
  await audit(tx, now, { actor, storeId, requestId, action, subject, before, after })
  return subject.id
}

/**
 * Writes a store's capacity policy, behind {@link passGatesFrom}. `seen` is the version the writer saw, 0 for the default. Throws
 * `store.policy_changed` when somebody was faster.
 */
export async function savePolicy(
  tx: Tx,
  { actor, storeId, now, requestId }: ChangeContext,
  seen: number,
  policy: policy.CapacityPolicy,
): Promise<void> {
  const before = await readVersionedPolicy(tx, storeId)
  const row = [JSON.stringify(policy), sqlInstant(now)]
  const written =
    seen === 0
      ? await insertPolicy(tx, storeId, row)
      : await tx.run(
          'update store_policy set policy = ?, updated_at = ?, version = version + 1 where store_id = ? and version = ?',
          [...row, storeId, seen],
        )
  if (written === 0) throw new AppError('store.policy_changed')
  await audit(tx, now, {
    ...{ actor, storeId, requestId, action: 'store.put_policy', subject: { type: 'store_policy', id: storeId } },
    ...{ before: { ...before.policy }, after: { ...policy } },
  })
}

async function insertPolicy(tx: Tx, storeId: string, row: readonly unknown[]): Promise<number> {
  try {
    return await tx.run('insert into store_policy (policy, updated_at, store_id, version) values (?, ?, ?, 1)', [
      ...row,
      storeId,
    ])
  } catch (e) {
    if (isDuplicate(e)) return 0
    throw e
  }
}
