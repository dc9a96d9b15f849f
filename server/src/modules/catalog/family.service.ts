import type { services as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { isDuplicate } from '../../platform/sql'
import { ModelFamily, ServiceVariant } from './catalog.entity'

interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

type Fields = Pick<contract.ModelFamily, 'name' | 'brand' | 'modelPrefix'>

const fieldsOf = ({ name, brand, modelPrefix }: Fields): Fields => ({ name, brand, modelPrefix })

const unlessTaken = (e: unknown): never => {
  throw isDuplicate(e, 'uk_model_family_prefix|model_family.brand') ? new AppError('catalog.family_taken') : e
}

interface Step {
  readonly verb: 'add' | 'change' | 'remove'
  readonly id: string
  readonly before?: Fields
  readonly after?: Fields
}

const log = (app: App, tx: Tx, asking: Asking, { verb, id, before, after }: Step) =>
  audit(tx, app.clock.now(), {
    ...asking,
    ...{ action: `catalog.${verb}_family`, subject: { type: 'model_family', id } },
    ...{ before: before && { ...before }, after: after && { ...after } },
  })

/** Names models of a brand that take the same time. Throws `catalog.family_taken`. */
export async function addFamily(app: App, asking: Asking, fields: Fields): Promise<contract.ModelFamily> {
  const family = { id: newId(), ...fieldsOf(fields), version: 1 }
  await app.db
    .tx(async (tx) => {
      await tx.insert(ModelFamily, family)
      await log(app, tx, asking, { verb: 'add', id: family.id, after: fieldsOf(fields) })
    })
    .catch(unlessTaken)
  return family
}

async function requireFamily(tx: Tx, id: string): Promise<ModelFamily> {
  const family = await tx.findOne(ModelFamily, { id })
  if (!family) throw new AppError('catalog.family_not_found')
  return family
}

/** Changes a family, for bookings made from now on. Throws `catalog.family_taken`, and `catalog.family_changed`. */
export async function changeFamily(
  app: App,
  asking: Asking,
  id: string,
  { version, ...fields }: Fields & { readonly version: number },
): Promise<contract.ModelFamily> {
  await app.db
    .tx(async (tx) => {
      const before = await requireFamily(tx, id)
      const set = { ...fieldsOf(fields), version: version + 1 }
      if ((await tx.update(ModelFamily, { id, version }, set)) === 0) throw new AppError('catalog.family_changed')
      await log(app, tx, asking, { verb: 'change', id, before: fieldsOf(before), after: fieldsOf(fields) })
    })
    .catch(unlessTaken)
  return { id, ...fieldsOf(fields), version: version + 1 }
}

/** Removes a family that no service tells apart. Throws `catalog.family_in_use`, and `catalog.family_changed`. */
export async function removeFamily(app: App, asking: Asking, id: string, version: number): Promise<void> {
  await app.db.tx(async (tx) => {
    const before = await requireFamily(tx, id)
    // Locks the family first: who names it in the same moment waits, and then finds nothing.
    const matched = await tx.run('update model_family set version = version + 1 where id = ? and version = ?', [
      ...[id, version],
    ])
    if (matched === 0) throw new AppError('catalog.family_changed')
    if ((await tx.count(ServiceVariant, { familyId: id })) > 0) throw new AppError('catalog.family_in_use')
    await tx.delete(ModelFamily, { id })
    await log(app, tx, asking, { verb: 'remove', id, before: fieldsOf(before) })
  })
}
