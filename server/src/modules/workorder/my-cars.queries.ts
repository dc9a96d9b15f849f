import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { findVehicles } from '../vehicle'
import { Workorder } from './workorder.entity'

/** A car as people of the floor know it: no owner, no phone. */
export interface Car {
  readonly workorder: Workorder
  readonly plate: string
  readonly name: string
  readonly vinTail: string | null
}

/** The cars of work orders, by the id of the work order. */
export async function carsOf(app: App, workorderIds: readonly string[]): Promise<ReadonlyMap<string, Car>> {
  const db = app.db.read
  const ids = [...new Set(workorderIds)]
  const workorders = ids.length === 0 ? [] : await db.find(Workorder, { where: { id: In(ids) } })
  const vehicles = await findVehicles(
    db,
    app.vault,
    workorders.map(({ vehicleId }) => vehicleId),
  )
  return new Map(
    workorders.map((workorder) => {
      const vehicle = vehicles.find(({ id }) => id === workorder.vehicleId)
      const vinTail = vehicle?.vin?.slice(-6) ?? null
      return [workorder.id, { workorder, plate: vehicle?.plate ?? '', name: vehicle?.name ?? '', vinTail }] as const
    }),
  )
}

export const factsOf = ({ workorder, plate, name, vinTail }: Car) => ({
  ...{ workorderNumber: workorder.number, plate, carName: name, vinTail },
  promisedAt: workorder.promisedAt?.toISOString() ?? null,
})
