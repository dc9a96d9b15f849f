import type { services as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { audit } from '../../platform/audit'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { listFamilies } from './administration.queries'
import { ModelFamily, ServiceVariant } from './catalog.entity'

interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
  readonly now: Date
}

type Change = contract.FamilyChange
type Fields = Pick<contract.ModelFamily, 'name' | 'brand' | 'modelPrefix'>

const fieldsOf = ({ name, brand, modelPrefix }: Fields): Fields => ({ name, brand, modelPrefix })

/** All families, and the one that is meant; a family that is to be added has a new id. */
interface Around {
  readonly before: readonly ModelFamily[]
  readonly after: readonly ModelFamily[]
  /** What the changed family is afterwards, or was before it is removed. */
  readonly family: ModelFamily
}

/**
 * The families as they are and as they would be. Throws `catalog.family_not_found`, `catalog.family_changed`, and
 * `catalog.family_in_use` for one that a service still tells apart and that is to be removed.
 */
export async function familiesAround(db: Reader, change: Change): Promise<Around> {
  const before = await listFamilies(db)
  if (change.kind === 'add') {
    const family = { id: newId(), ...fieldsOf(change.family), version: 1 }
    return { before, after: [...before, family], family }
  }
  const { familyId, version } = change
  const known = before.find(({ id }) => id === familyId)
  if (!known) throw new AppError('catalog.family_not_found')
  if (known.version !== version) throw new AppError('catalog.family_changed')
  const others = before.filter((one) => one !== known)
  if (change.kind === 'remove') {
    await assertUnused(db, familyId)
    return { before, after: others, family: known }
  }
  const family = { id: familyId, ...fieldsOf(change.family), version: version + 1 }
  return { before, after: [...others, family], family }
}

async function assertUnused(db: Reader, familyId: string): Promise<void> {
  if ((await db.count(ServiceVariant, { familyId })) > 0) throw new AppError('catalog.family_in_use')
}

/**
 * Writes what {@link familiesAround} has looked at, in the same transaction, with its audit row. Fails on the unique key
 * `uk_model_family_prefix` for a prefix that another family has; throws `catalog.family_changed` when somebody was faster.
 */
export async function saveFamily(tx: Tx, asking: Asking, { kind }: Change, { before, family }: Around): Promise<void> {
  const { now, ...who } = asking
  const was = before.find(({ id }) => id === family.id)
  if (was) await claim(tx, was)
  if (kind === 'add') await tx.insert(ModelFamily, family)
  if (kind === 'change') await tx.update(ModelFamily, { id: family.id }, fieldsOf(family))
  if (kind === 'remove') {
    // Whoever names it in the same moment waits for the claim above, and then finds nothing.
    await assertUnused(tx, family.id)
    await tx.delete(ModelFamily, { id: family.id })
  }
  await audit(tx, now, {
    ...who,
    ...{ action: `catalog.${kind}_family`, subject: { type: 'model_family', id: family.id } },
    before: was && { ...fieldsOf(was) },
    after: kind === 'remove' ? undefined : { ...fieldsOf(family) },
  })
}

/** Locks a family at the version that was looked at. */
async function claim(tx: Tx, { id, version }: ModelFamily): Promise<void> {
  const matched = await tx.run('update model_family set version = version + 1 where id = ? and version = ?', [
    ...[id, version],
  ])
  if (matched === 0) throw new AppError('catalog.family_changed')
}
