import type { catalog } from '@pitlane/contract'
import { big, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 服务项目 */
export const Service = table('service', {
  id: id().key(),
  code: text(24),
  name: text(40),
  category: oneOf('maintenance', 'brake', 'tyre', 'electric', 'comfort', 'inspection'),
  description: text(120),
  bayType: oneOf('quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'),
  /** Minutes in the bay. Without it the service cannot be booked: a missing duration silently overbooks (DOMAIN §3.2). */
  bayMinutes: int().nullable(),
  technicianCount: int(),
  skill: text(24),
  certificate: text(24).nullable(),
  priceFen: big(),
  fuels: json<catalog.Fuel[]>(),
  sortOrder: int(),
  isActive: flag(),
  version: int(),
})
export type Service = Row<typeof Service>

/** 车系: models of a brand that take the same time. */
export const ModelFamily = table('model_family', {
  id: id().key(),
  name: text(30),
  brand: text(30),
  /** Empty: every model of the brand. */
  modelPrefix: text(50),
  version: int(),
})
export type ModelFamily = Row<typeof ModelFamily>

/** What a service takes on cars of one family, where that differs. */
export const ServiceVariant = table('service_variant', {
  serviceId: id().key(),
  familyId: id().key(),
  bayMinutes: int(),
  technicianCount: int(),
  /** Null: the price of the service. */
  priceFen: big().nullable(),
})
export type ServiceVariant = Row<typeof ServiceVariant>

export const StoreService = table('store_service', { storeId: id().key(), serviceId: id().key() })
