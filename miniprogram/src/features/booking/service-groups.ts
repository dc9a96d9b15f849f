import { catalog } from '@pitlane/contract'

type Service = catalog.ServiceView

export interface ServiceGroup {
  readonly category: catalog.ServiceCategory
  readonly name: string
  readonly services: readonly Service[]
}

/** True when the service can be done on a car of this kind; an unknown car fits everything. */
export const fits = (service: Service, fuel: catalog.Fuel | undefined): boolean =>
  fuel === undefined || service.fuels.length === 0 || service.fuels.includes(fuel)

/** By category, in the catalogue's order; bookable ones first. */
export function groupServices(services: readonly Service[]): ServiceGroup[] {
  return (Object.keys(catalog.serviceCategories) as catalog.ServiceCategory[])
    .map((category) => ({
      category,
      name: catalog.serviceCategories[category],
      services: services
        .filter((service) => service.category === category)
        .sort((a, b) => Number(b.isBookable) - Number(a.isBookable)),
    }))
    .filter((group) => group.services.length > 0)
}
