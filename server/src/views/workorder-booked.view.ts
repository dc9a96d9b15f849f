import type { workorder as contract } from '@pitlane/contract'
import { familyOfName, findServiceDetails, forFamily, listFamilies } from '../modules/catalog'
import { bookedServices } from '../modules/workorder'
import type { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import type { House } from './workorder-house.view'

/** What was booked, each once in its order, with what the catalogue says of it for such a car; prices only where `isPriced`. */
export async function bookedOf(
  app: App,
  { steps, vehicles }: House,
  { bookingId, vehicleId }: Workorder,
  isPriced: boolean,
): Promise<contract.WorkorderDetail['booked']> {
  const ids = bookedServices(steps, bookingId)
  const services = await findServiceDetails(app.db.read, ids)
  const car = vehicles.find(({ id }) => id === vehicleId)?.name ?? ''
  const family = familyOfName(await listFamilies(app.db.read), car)
  return ids.flatMap((serviceId) =>
    services
      .filter(({ id }) => id === serviceId)
      .map((service) => forFamily({ ...service, bayMinutes: service.bayMinutes ?? 0 }, family?.id))
      .map(({ name, bayMinutes, priceFen }) => ({
        ...{ serviceId, name, minutes: bayMinutes, priceFen: isPriced ? priceFen : null },
      })),
  )
}
