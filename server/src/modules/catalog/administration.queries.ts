import type { services as contract, View } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { permissionsAt } from '../../platform/scope'
import { listAllStores, placeOf } from '../store'
import { ModelFamily, Service, ServiceVariant, StoreService } from './catalog.entity'

async function detailsOf(db: Reader, services: readonly Service[]): Promise<contract.ServiceDetail[]> {
  const mine = { serviceId: In(services.map(({ id }) => id)) }
  const offered = await db.find(StoreService, { where: mine, order: { storeId: 'ASC' } })
  const variants = await db.find(ServiceVariant, { where: mine, order: { familyId: 'ASC' } })
  const of = <T extends { serviceId: string }>(rows: T[], id: string) => rows.filter((row) => row.serviceId === id)
  return services.map((service) => ({
    ...service,
    storeIds: of(offered, service.id).map(({ storeId }) => storeId),
    variants: of(variants, service.id).map(({ familyId, bayMinutes, technicianCount, priceFen }) => ({
      ...{ familyId, bayMinutes, technicianCount, priceFen },
    })),
  }))
}

/** Services with their stores and variants, retired or not. */
export const findServiceDetails = async (db: Reader, ids: readonly string[]): Promise<contract.ServiceDetail[]> =>
  detailsOf(db, await db.find(Service, { where: { id: In([...new Set(ids)]) } }))

/** A service with its stores and variants, retired or not. Throws `catalog.service_not_found`. */
export async function requireServiceDetail(db: Reader, serviceId: string): Promise<contract.ServiceDetail> {
  const service = await db.findOne(Service, { id: serviceId })
  const [detail] = service ? await detailsOf(db, [service]) : []
  if (!detail) throw new AppError('catalog.service_not_found')
  return detail
}

/** Model families, by brand. */
export const listFamilies = (db: Reader): Promise<ModelFamily[]> =>
  db.find(ModelFamily, { order: { brand: 'ASC', modelPrefix: 'ASC' } })

/**
 * The whole catalogue as far as this person reaches: a service that some store out of reach offers is that store's matter,
 * one that nobody offers is everybody's.
 */
export async function listCatalogue(db: Reader, actor: StaffActor): Promise<View<typeof contract.list>> {
  const stores = await listAllStores(db)
  const reached = new Set(
    stores.filter((store) => permissionsAt(actor, placeOf(store)).has('catalog.manage')).map(({ id }) => id),
  )
  const details = await detailsOf(db, await db.find(Service, { order: { sortOrder: 'ASC', id: 'ASC' } }))
  return {
    services: details.filter(({ storeIds }) => storeIds.every((id) => reached.has(id))),
    families: await listFamilies(db),
  }
}
