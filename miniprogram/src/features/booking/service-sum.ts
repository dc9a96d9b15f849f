import type { catalog } from '@pitlane/contract'
import { CELL_MINUTES, cellsFor, priceWith, type Fen } from '@pitlane/kernel'

type Service = catalog.ServiceView

/** As many services as one visit may have. */
export const MAX_SERVICES = 6

/** `小保养、四轮定位`. */
export const namesOf = (services: readonly Pick<Service, 'name'>[]): string => services.map((s) => s.name).join('、')

/** Minutes in the workshop, one service after another; each begins on a quarter of an hour. */
export function totalMinutes(services: readonly Pick<Service, 'bayMinutes'>[]): number {
  const last = services.at(-1)
  const before = services.slice(0, -1).reduce((sum, s) => sum + cellsFor(s.bayMinutes) * CELL_MINUTES, 0)
  return last ? before + last.bayMinutes : 0
}

/** What all services cost at least. */
export const totalFen = (services: readonly Pick<Service, 'priceFen'>[], percentOff = 0): Fen =>
  services.reduce((sum, s) => sum + priceWith(s.priceFen, percentOff), 0)

/** What a visit costs at a time that is so much cheaper: per service where they add up, else what the server says it costs. */
export function priceAt(
  services: readonly Pick<Service, 'priceFen'>[] | undefined,
  priceFen: Fen | undefined,
  percentOff: number,
): Fen | undefined {
  if (services && (priceFen === undefined || totalFen(services) === priceFen)) return totalFen(services, percentOff)
  return priceFen === undefined ? undefined : priceWith(priceFen, percentOff)
}

/** The price of a chosen visit at so much less; `priceFen` where it is known better than what the screen knows. */
export type PriceAt = (percentOff: number, priceFen?: Fen) => Fen | undefined
