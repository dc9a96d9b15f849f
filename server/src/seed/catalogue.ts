import { ModelFamily, Service, ServiceVariant } from '../modules/catalog/catalog.entity'
import type { Tx } from '../platform/database'
import { daysAgo, type Today } from './calendar'
import { diceOf, type Dice } from './dice'
import { FAMILIES } from './family-data'
import { certificateOf, SERVICES } from './service-data'

/** A service, and how often owners book it against the others. */
export interface Offered {
  readonly row: Service
  readonly demand: number
}

/** Writes the services of the group. */
export async function seedCatalogue(tx: Tx, today: Today): Promise<Offered[]> {
  const dice = diceOf('catalogue')
  const offered = SERVICES.map((data, index): Offered => {
    const { isHighVoltage, demand, fuels = [], ...facts } = data
    const people = { technicianCount: isHighVoltage ? 2 : 1, certificate: certificateOf(data) }
    const row = {
      id: dice.id(daysAgo(today, 700)),
      ...facts,
      ...people,
      fuels,
      sortOrder: (index + 1) * 10,
      version: 1,
      isActive: true,
    }
    return { row, demand }
  })
  await tx.insert(
    Service,
    offered.map(({ row }) => row),
  )
  await seedFamilies(tx, dice, today, offered)
  return offered
}

async function seedFamilies(tx: Tx, dice: Dice, today: Today, offered: readonly Offered[]): Promise<void> {
  const families = FAMILIES.map((data) => ({ data, id: dice.id(daysAgo(today, 700)) }))
  await tx.insert(
    ModelFamily,
    families.map(({ id, data: { name, brand, modelPrefix } }) => ({ id, name, brand, modelPrefix, version: 1 })),
  )
  const variants = families.flatMap(({ id, data }) =>
    data.differs.flatMap(({ code, bayMinutes, yuan }): ServiceVariant[] => {
      const service = offered.find(({ row }) => row.code === code)?.row
      if (!service) throw new Error(`${code} is not a service`)
      const priceFen = yuan === null ? null : yuan * 100
      return [{ serviceId: service.id, familyId: id, bayMinutes, technicianCount: service.technicianCount, priceFen }]
    }),
  )
  await tx.insert(ServiceVariant, variants)
}
