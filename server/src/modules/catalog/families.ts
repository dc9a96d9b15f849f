/** Whose cars take the same time. */
interface Family {
  readonly id: string
  readonly brand: string
  /** Empty: every model of the brand. */
  readonly modelPrefix: string
}

/** Blanks, dots and case do not matter: people write models as they like. */
const plain = (text: string): string => text.replace(/[\s·.-]/g, '').toLowerCase()

/** The family of a car by its name, `大众 帕萨特`: of several that fit, the one with the longest prefix. */
export const familyOfName = <F extends Family>(families: readonly F[], name: string): F | undefined =>
  families
    .filter(({ brand, modelPrefix }) => plain(name).startsWith(plain(brand + modelPrefix)))
    .sort((a, b) => b.brand.length + b.modelPrefix.length - a.brand.length - a.modelPrefix.length)[0]

interface Amounts {
  readonly bayMinutes: number | null
  readonly technicianCount: number
}

interface Varied extends Amounts {
  readonly variants: readonly (Amounts & { readonly familyId: string })[]
}

/** What a service takes on a car of some family. */
export const amountsFor = (service: Varied, familyId: string | undefined): Amounts =>
  service.variants.find((variant) => variant.familyId === familyId) ?? service

interface Bookable extends Varied {
  readonly bayMinutes: number
  readonly priceFen: number
  readonly variants: readonly {
    readonly familyId: string
    readonly bayMinutes: number
    readonly technicianCount: number
    readonly priceFen: number | null
  }[]
}

/** A service as it is done, and what it costs, on a car of some family. */
export function forFamily<S extends Bookable>(service: S, familyId: string | undefined): S {
  const variant = service.variants.find((one) => one.familyId === familyId)
  if (!variant) return service
  const { bayMinutes, technicianCount, priceFen } = variant
  return { ...service, bayMinutes, technicianCount, priceFen: priceFen ?? service.priceFen }
}
