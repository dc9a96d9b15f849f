import type { resources } from '@pitlane/contract'
import { familyOfName, findServiceDetails, type ModelFamily } from '../catalog'
import { findVehicles } from '../vehicle'
import { findSteps } from './booking.queries'
import { lossesByFamily } from './impact'
import { affectedOf, bookingsToCome, idsOf, worksOf, type Sight } from './impact.queries'

/** The model families as they are, and as they are asked to be. */
interface FamilyStep {
  readonly before: readonly ModelFamily[]
  readonly after: readonly ModelFamily[]
}

/**
 * Bookings to come whose cars would belong to another family that takes longer or needs more people than was planned. Which
 * family a car belongs to is told by its name, so adding or removing one may touch cars of others.
 */
export async function affectedByFamilies(
  sight: Sight,
  { before, after }: FamilyStep,
): Promise<resources.AffectedBooking[]> {
  const { db, vault } = sight
  const bookings = await bookingsToCome(sight)
  const vehicles = await findVehicles(
    db,
    vault,
    bookings.map(({ vehicleId }) => vehicleId),
  )
  const moved = new Map(
    vehicles.flatMap(({ id, name }) => {
      const [from, to] = [familyOfName(before, name)?.id, familyOfName(after, name)?.id]
      return from === to ? [] : [[id, { from, to }] as const]
    }),
  )
  const meant = bookings.filter(({ vehicleId }) => moved.has(vehicleId))
  if (meant.length === 0) return []
  const steps = await findSteps(db, idsOf(meant))
  const services = await findServiceDetails(db, worksOf(steps))
  return affectedOf(sight, meant, steps, ({ id, vehicleId }) => {
    const families = moved.get(vehicleId)
    if (!families) return []
    const of = (serviceId: string) => steps.filter((step) => step.bookingId === id && step.serviceId === serviceId)
    return services.flatMap((service) => {
      const mine = of(service.id)
      return mine.length === 0 ? [] : lossesByFamily(mine, service, families)
    })
  })
}
