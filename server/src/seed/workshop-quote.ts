import type { workorder } from '@pitlane/contract'
import { workorder as contract } from '@pitlane/contract'
import type { Service } from '../modules/catalog/catalog.entity'
import { FINDING, MATERIALS } from './workshop-data'

type Line = workorder.QuoteLine

const materialOf =
  (of: number) =>
  ([name, partCode, quantityCenti, unit, yuan]: (typeof FINDING)['material']): Line => ({
    ...{
      kind: 'material',
      name,
      partCode,
      quantityCenti,
      unit,
      unitFen: yuan * 100,
      of,
      serviceId: null,
      minutes: null,
    },
  })

const labour = (name: string, serviceId: string | null, minutes: number, unitFen: number): Line => ({
  ...{ kind: 'labour', name, serviceId, partCode: null, quantityCenti: 100, unit: '次', unitFen, minutes, of: null },
})

/** A service that was booked for a price, as labour and material. */
export interface Booked {
  readonly service: Service
  readonly priceFen: number
}

/** The quote says what was booked: material by its list, the rest of the price is labour. */
export function quoteOf(booked: readonly Booked[]): Line[] {
  const lines: Line[] = []
  for (const { service, priceFen } of booked) {
    const materials = priceFen === 0 ? [] : (MATERIALS[service.code] ?? []).map(materialOf(lines.length))
    const materialFen = materials.reduce((sum, line) => sum + contract.lineFen(line), 0)
    lines.push(labour(service.name, service.id, service.bayMinutes ?? 30, Math.max(0, priceFen - materialFen)))
    lines.push(...materials)
  }
  return lines
}

/** What was found under the car. */
export function findingLines(): Line[] {
  const [name, minutes, yuan] = FINDING.labour
  return [labour(name, null, minutes, yuan * 100), materialOf(0)(FINDING.material)]
}
