import * as z from 'zod/mini'
import { FuelField, ServiceCategory } from './catalog'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Nothing, Version } from './fields'
import { AffectedBooking } from './resources'
import { CertificateKind, Skill } from './roster-change'

const Name = (max: number) => freeText(max).check(z.minLength(1))

/** Every place where work is done; receiving is no service. */
export const WorkBayType = z.enum(['quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'])

const Minutes = z.int().check(z.minimum(5), z.maximum(720))
const People = z.int().check(z.minimum(1), z.maximum(4))
const Price = FenField.check(z.minimum(0), z.maximum(10_000_000))

/** What a service takes on cars of one family, where that differs. */
export const Variant = z.object({
  familyId: Id,
  bayMinutes: Minutes,
  technicianCount: People,
  /** Null: the price of the service. */
  priceFen: z.nullable(Price),
})
export type Variant = z.infer<typeof Variant>

const areOnce = (list: readonly string[]): boolean => new Set(list).size === list.length

/** Everything that can be said of a service. Retiring is `isActive: false`: old bookings keep its name. */
export const ServiceFields = z.object({
  code: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/)),
  name: Name(40),
  category: ServiceCategory,
  /** One sentence for the owner. */
  description: Name(120),
  bayType: WorkBayType,
  skill: Skill,
  certificate: z.nullable(CertificateKind),
  /** Null: cannot be booked. */
  bayMinutes: z.nullable(Minutes),
  technicianCount: People,
  priceFen: Price,
  /** Empty: every kind of drive. */
  fuels: z.array(FuelField).check(z.maxLength(6), z.refine(areOnce, { error: 'twice' })),
  sortOrder: z.int().check(z.minimum(0), z.maximum(9999)),
  isActive: z.boolean(),
  /** The stores that offer it. */
  storeIds: z.array(Id).check(z.maxLength(200), z.refine(areOnce, { error: 'twice' })),
  variants: z.array(Variant).check(
    z.maxLength(100),
    z.refine((list) => areOnce(list.map(({ familyId }) => familyId)), { error: 'twice' }),
  ),
})
export type ServiceFields = z.infer<typeof ServiceFields>

/** As it is stored: words of an older catalogue are shown as they are. */
export const ServiceDetail = z.object({
  ...ServiceFields.shape,
  ...{ id: Id, version: z.int(), code: z.string(), skill: z.string(), certificate: z.nullable(z.string()) },
})
export type ServiceDetail = z.infer<typeof ServiceDetail>

/** Models of a brand that take the same time; the longest prefix that fits a car's model names its family. */
const familyFields = {
  name: Name(30),
  brand: Name(30),
  /** Empty: every model of the brand. */
  modelPrefix: freeText(50),
}
export const ModelFamily = z.object({ id: Id, ...familyFields, version: z.int() })
export type ModelFamily = z.infer<typeof ModelFamily>

/** What is done to the families, to be looked at before it is done. */
export const FamilyChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), family: z.object(familyFields) }),
  z.object({ kind: z.literal('change'), familyId: Id, version: Version, family: z.object(familyFields) }),
  z.object({ kind: z.literal('remove'), familyId: Id, version: Version }),
])
export type FamilyChange = z.infer<typeof FamilyChange>

export const list = endpoint({
  method: 'GET',
  path: '/api/services',
  summary: 'All services of the stores within reach, retired ones too, with the model families they tell apart.',
  access: { staff: 'catalog.manage' },
  response: z.object({ services: z.array(ServiceDetail), families: z.array(ModelFamily) }),
  errors: [],
})

const writeRefusals = ['catalog.service_code_taken', 'catalog.family_not_found', 'store.not_found'] as const

export const add = endpoint({
  method: 'POST',
  path: '/api/services',
  summary: 'Adds a service and says which stores offer it.',
  access: { staff: 'catalog.manage' },
  body: ServiceFields,
  response: z.object({ id: Id, version: z.int() }),
  errors: [...writeRefusals],
})

const change = {
  access: { staff: 'catalog.manage' },
  params: z.object({ serviceId: Id }),
  body: z.object({
    version: Version,
    affectedSeen: z._default(z.int().check(z.minimum(0)), 0),
    service: ServiceFields,
  }),
} as const
const changeRefusals = ['store.not_found', 'catalog.service_not_found', 'catalog.service_changed'] as const

export const preview = endpoint({
  method: 'POST',
  path: '/api/services/:serviceId/preview',
  summary: 'Bookings to come that a change of a service would touch. Writes nothing.',
  ...change,
  response: z.object({ affected: z.array(AffectedBooking) }),
  errors: [...changeRefusals],
})

export const save = endpoint({
  method: 'PUT',
  path: '/api/services/:serviceId',
  summary: 'Changes a service in every store that offers it, or retires it. Bookings keep their time and price.',
  ...change,
  response: z.object({ version: z.int(), affected: z.array(AffectedBooking) }),
  errors: [...changeRefusals, ...writeRefusals, 'booking.impact_changed'],
})

const familyParams = z.object({ familyId: Id })
const familyRefusals = ['catalog.family_not_found', 'catalog.family_changed'] as const
const affectedSeen = z._default(z.int().check(z.minimum(0)), 0)

export const previewFamily = endpoint({
  method: 'POST',
  path: '/api/model-families/preview',
  summary:
    'Bookings to come of the stores within reach whose cars would take longer or need more people, because they belong to another family. Writes nothing.',
  access: { staff: 'catalog.manage' },
  body: z.object({ change: FamilyChange }),
  response: z.object({ affected: z.array(AffectedBooking) }),
  errors: [...familyRefusals, 'catalog.family_in_use'],
})

export const addFamily = endpoint({
  method: 'POST',
  path: '/api/model-families',
  summary:
    'Names models of a brand that take the same time. `affectedSeen` is the count of the preview: another one is refused.',
  access: { staff: 'catalog.manage' },
  body: z.object({ ...familyFields, affectedSeen }),
  response: ModelFamily,
  errors: ['catalog.family_taken', 'booking.impact_changed'],
})

export const changeFamily = endpoint({
  method: 'PUT',
  path: '/api/model-families/:familyId',
  summary: 'Changes a model family, for bookings made from now on. `affectedSeen` is the count of the preview.',
  access: { staff: 'catalog.manage' },
  params: familyParams,
  body: z.object({ ...familyFields, version: Version, affectedSeen }),
  response: ModelFamily,
  errors: [...familyRefusals, 'catalog.family_taken', 'booking.impact_changed'],
})

export const removeFamily = endpoint({
  method: 'DELETE',
  path: '/api/model-families/:familyId',
  summary:
    'Removes a model family that no service tells apart. Its cars fall to the family with the next shorter prefix. `affectedSeen` is the count of the preview.',
  access: { staff: 'catalog.manage' },
  params: familyParams,
  query: z.object({
    version: z.coerce.number().check(z.int(), z.minimum(1)),
    affectedSeen: z._default(z.coerce.number().check(z.int(), z.minimum(0)), 0),
  }),
  response: Nothing,
  errors: [...familyRefusals, 'catalog.family_in_use', 'booking.impact_changed'],
})
