import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, Id } from './fields'

/** What moves the car. `hev` gets no green plate (DOMAIN §7.1). */
export const fuels = {
  ice: '燃油车',
  hev: '油电混动',
  phev: '插电混动',
  erev: '增程式',
  bev: '纯电动',
  fcev: '氢燃料',
} as const
export type Fuel = keyof typeof fuels
export const FuelField = z.enum(['ice', 'hev', 'phev', 'erev', 'bev', 'fcev'])

export const serviceCategories = {
  maintenance: '保养',
  brake: '制动',
  tyre: '轮胎',
  electric: '三电与电气',
  comfort: '空调与舒适',
  inspection: '检测诊断',
} as const
export const ServiceCategory = z.enum(['maintenance', 'brake', 'tyre', 'electric', 'comfort', 'inspection'])
export type ServiceCategory = keyof typeof serviceCategories

export const ServiceView = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  category: ServiceCategory,
  /** One sentence for the owner. */
  description: z.string(),
  /** Minutes in the bay. */
  bayMinutes: z.int(),
  /** From this price, labour and standard material included. */
  priceFen: FenField,
  /** Empty: every kind of drive. */
  fuels: z.array(FuelField),
  isBookable: z.boolean(),
})
export type ServiceView = z.infer<typeof ServiceView>

export const list = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/services',
  summary: 'What a store offers. Services without a duration are listed but cannot be booked.',
  access: 'public',
  params: z.object({ storeId: Id }),
  response: z.array(ServiceView),
  errors: ['store.not_found'],
})
