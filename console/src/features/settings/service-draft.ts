import { resources, type catalog, type services } from '@pitlane/contract'

export interface VariantDraft {
  readonly familyId: string | null
  readonly minutes: number | null
  readonly people: number | null
  /** Null: the price of the service. */
  readonly yuan: number | null
}

type BayType = services.ServiceFields['bayType']
type Skill = services.ServiceFields['skill']
type CertificateKind = NonNullable<services.ServiceFields['certificate']>

/** A service as it stands in the fields: amounts are null while they are empty. */
export interface ServiceDraft {
  readonly code: string
  readonly name: string
  readonly category: catalog.ServiceCategory
  readonly description: string
  readonly sortOrder: number | null
  readonly fuels: catalog.Fuel[]
  readonly bayType: BayType
  readonly skill: Skill
  readonly certificate: CertificateKind | null
  readonly minutes: number | null
  readonly people: number | null
  readonly yuan: number | null
  readonly isActive: boolean
  readonly storeIds: string[]
  readonly variants: readonly VariantDraft[]
}

const blank: ServiceDraft = {
  ...{ code: '', name: '', category: 'maintenance', description: '', sortOrder: 100, fuels: [], bayType: 'quick' },
  ...{ skill: 'quick', certificate: null, minutes: null, people: 1, yuan: null, isActive: true, storeIds: [] },
  variants: [],
}

const isSkill = (word: string): word is Skill => Object.hasOwn(resources.skills, word)
const isCertificate = (word: string | null): word is CertificateKind =>
  word !== null && Object.hasOwn(resources.certificateKinds, word)

export function draftOfService(service: services.ServiceDetail | undefined, storeId: string): ServiceDraft {
  if (!service) return { ...blank, storeIds: [storeId] }
  const { skill, certificate, bayMinutes, technicianCount, priceFen, variants, ...same } = service
  return {
    ...same,
    skill: isSkill(skill) ? skill : 'quick',
    certificate: isCertificate(certificate) ? certificate : null,
    ...{ minutes: bayMinutes, people: technicianCount, yuan: priceFen / 100 },
    variants: variants.map((variant) => ({
      ...{ familyId: variant.familyId, minutes: variant.bayMinutes, people: variant.technicianCount },
      yuan: variant.priceFen === null ? null : variant.priceFen / 100,
    })),
  }
}

const fenOf = (yuan: number): number => Math.round(yuan * 100)

const variantOf = ({ familyId, minutes, people, yuan }: VariantDraft): services.Variant[] =>
  familyId === null || minutes === null || people === null
    ? []
    : [{ familyId, bayMinutes: minutes, technicianCount: people, priceFen: yuan === null ? null : fenOf(yuan) }]

/** What the API is told; undefined while something is missing. */
export function fieldsOfDraft(draft: ServiceDraft): services.ServiceFields | undefined {
  const { minutes, people, yuan, sortOrder, variants, ...same } = draft
  const complete = variants.flatMap(variantOf)
  const code = draft.code.trim().toUpperCase()
  const name = draft.name.trim()
  const description = draft.description.trim()
  const isReady = /^[A-Z0-9][A-Z0-9-]{1,23}$/.test(code) && name !== '' && description !== ''
  if (!isReady || people === null || yuan === null || sortOrder === null) return undefined
  if (complete.length < variants.length) return undefined
  return {
    ...{ ...same, code, name, description, sortOrder, bayMinutes: minutes, technicianCount: people },
    ...{ priceFen: fenOf(yuan), variants: complete },
  }
}
