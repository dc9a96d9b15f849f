import { Service } from '../modules/catalog/catalog.entity'
import type { Tx } from '../platform/database'
import { daysAgo, type Today } from './calendar'
import { diceOf } from './dice'
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
  return offered
}
