import type { catalog } from '@pitlane/contract'

/** True when the service is meant for such a drive; a service that names none fits all. */
export const fitsFuel = (fuels: readonly catalog.Fuel[], fuel: catalog.Fuel): boolean =>
  fuels.length === 0 || fuels.includes(fuel)
