import type { services as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { marks } from '../../platform/sql'
import { findStores } from '../store'
import { requireServiceDetail } from './administration.queries'
import { ModelFamily, Service, ServiceVariant, StoreService } from './catalog.entity'

type Fields = contract.ServiceFields

interface Context {
  readonly actor: StaffActor
  readonly now: Date
  readonly requestId: string
}

const columnsOf = ({ storeIds: _, variants: __, ...columns }: Fields) => columns

/** The log names stores and families: an id says nothing to whoever reads it. */
async function factsForLog(tx: Tx, fields: Fields): Promise<Record<string, unknown>> {
  const stores = await findStores(tx, fields.storeIds)
  const families = await tx.find(ModelFamily, { where: { id: In(fields.variants.map((v) => v.familyId)) } })
  const nameOf = (id: string) => families.find((family) => family.id === id)?.name ?? ''
  const { code, name, category, description, bayType, skill, certificate } = fields
  const { bayMinutes, technicianCount, priceFen, fuels, sortOrder, isActive } = fields
  return {
    ...{ code, name, category, description, bayType, skill, certificate },
    ...{ bayMinutes, technicianCount, priceFen, fuels, sortOrder, isActive },
    stores: stores.map((store) => store.name).sort(),
    variants: fields.variants
      .map(({ familyId, ...amounts }) => ({ family: nameOf(familyId), ...amounts }))
      .sort((a, b) => a.family.localeCompare(b.family)),
  }
}

/** Locks the families that are named, so that nobody removes one in the same moment. Throws `catalog.family_not_found`. */
async function claimFamilies(tx: Tx, { variants }: Fields): Promise<void> {
  if (variants.length === 0) return
  const ids = variants.map(({ familyId }) => familyId)
  const matched = await tx.run(`update model_family set version = version where id in (${marks(ids.length)})`, ids)
  if (matched < ids.length) throw new AppError('catalog.family_not_found')
}

async function writeParts(tx: Tx, serviceId: string, { storeIds, variants }: Fields): Promise<void> {
  await tx.delete(StoreService, { serviceId })
  await tx.delete(ServiceVariant, { serviceId })
  const offered = storeIds.map((storeId) => ({ storeId, serviceId }))
  if (offered.length > 0) await tx.insert(StoreService, offered)
  const varied = variants.map((variant) => ({ serviceId, ...variant }))
  if (varied.length > 0) await tx.insert(ServiceVariant, varied)
}

/** Adds a service. A code that is taken fails as a duplicate of `uk_service_code`. */
export async function addService(tx: Tx, { actor, now, requestId }: Context, fields: Fields): Promise<string> {
  const id = newId()
  await claimFamilies(tx, fields)
  await tx.insert(Service, { id, ...columnsOf(fields), version: 1 })
  await writeParts(tx, id, fields)
  await audit(tx, now, {
    ...{ actor, requestId, action: 'catalog.add_service', subject: { type: 'service', id } },
    after: await factsForLog(tx, fields),
  })
  return id
}

const verbOf = (before: Fields, after: Fields): string => {
  if (before.isActive === after.isActive) return 'change'
  return after.isActive ? 'restore' : 'retire'
}

/**
 * Changes a service in every store that offers it, for bookings made from now on. `seen` is the version the writer saw.
 * Throws `catalog.service_not_found`, and `catalog.service_changed` when somebody was faster.
 */
export async function saveService(
  tx: Tx,
  { actor, now, requestId }: Context,
  serviceId: string,
  seen: number,
  fields: Fields,
): Promise<void> {
  const { id: _, version, ...known } = await requireServiceDetail(tx, serviceId)
  const before = known as Fields
  await claimFamilies(tx, fields)
  const set = { ...columnsOf(fields), version: seen + 1 }
  const matched = version === seen ? await tx.update(Service, { id: serviceId, version: seen }, set) : 0
  if (matched === 0) throw new AppError('catalog.service_changed')
  const was = await factsForLog(tx, before)
  await writeParts(tx, serviceId, fields)
  await audit(tx, now, {
    ...{ actor, requestId, action: `catalog.${verbOf(before, fields)}_service` },
    ...{ subject: { type: 'service', id: serviceId }, before: was, after: await factsForLog(tx, fields) },
  })
}
