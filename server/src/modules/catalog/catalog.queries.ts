import type { catalog as contract, resources } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { Service, ServiceVariant, StoreService } from './catalog.entity'

/** A service whose duration is known, so that capacity can be counted. */
export type BookableService = Service & {
  readonly bayMinutes: number
  /** What it takes and costs on cars of some families. */
  readonly variants: readonly Pick<ServiceVariant, 'familyId' | 'bayMinutes' | 'technicianCount' | 'priceFen'>[]
}

/** A service that this store offers. Throws `catalog.service_not_found`. */
async function requireService(db: Reader, storeId: string, serviceId: string): Promise<Service> {
  const isOffered = (await db.count(StoreService, { storeId, serviceId })) > 0
  const service = isOffered ? await db.findOne(Service, { id: serviceId, isActive: true }) : undefined
  if (!service) throw new AppError('catalog.service_not_found')
  return service
}

/** Like {@link requireService}, and it can be booked. Throws `catalog.service_not_bookable` when it has no duration. */
export async function requireBookableService(db: Reader, storeId: string, serviceId: string): Promise<BookableService> {
  const service = await requireService(db, storeId, serviceId)
  if (service.bayMinutes === null) throw new AppError('catalog.service_not_bookable')
  const variants = await db.find(ServiceVariant, { where: { serviceId } })
  return { ...service, bayMinutes: service.bayMinutes, variants }
}

/** What a store offers, in the order of the menu. */
export async function listServices(db: Reader, storeId: string): Promise<contract.ServiceView[]> {
  const offered = await db.find(StoreService, { where: { storeId } })
  const services = await db.find(Service, {
    where: { id: In(offered.map((row) => row.serviceId)), isActive: true },
    order: { sortOrder: 'ASC' },
  })
  return services.map((service) => ({
    ...service,
    bayMinutes: service.bayMinutes ?? 0,
    isBookable: service.bayMinutes !== null,
  }))
}

/** What each service of a store takes, for those who set it; in the order of the menu. */
export async function listServiceSettings(db: Reader, storeId: string): Promise<resources.ServiceSetting[]> {
  const offered = await db.find(StoreService, { where: { storeId } })
  return db.find(Service, {
    where: { id: In(offered.map((row) => row.serviceId)), isActive: true },
    order: { sortOrder: 'ASC' },
  })
}

/** The stores that offer a service. */
export const storesOffering = async (db: Reader, serviceId: string): Promise<string[]> =>
  (await db.find(StoreService, { where: { serviceId } })).map((row) => row.storeId)

/** Services by id, also those no longer offered: old bookings keep their names. */
export const findServices = (db: Reader, ids: readonly string[]): Promise<Service[]> =>
  db.find(Service, { where: { id: In([...new Set(ids)]) } })
