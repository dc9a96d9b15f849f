import { saidByClients, vehicle } from '@pitlane/contract'
import { useEffect, useRef } from 'react'
import { api, ApiError } from '../../lib/api'
import { useProfile } from '../../lib/session'
import { createStore, useStore } from '../../lib/store'
import { useRemote } from '../../lib/use-remote'
import { addBody, editBody, type VehicleDraft } from './vehicle-form'

/** Counts changes of the garage, so that the list under the form knows that it is out of date. */
const changes = createStore(0)
const changed = () => changes.set(changes.get() + 1)

/** The owner's cars, default first; undefined while nobody is logged in. Fetched again after every change made here. */
export function useGarage() {
  const owner = useProfile()?.id
  const count = useStore(changes)
  const seen = useRef(count)
  const remote = useRemote(async () => (owner ? api(vehicle.list, {}) : undefined), [owner])
  const { reload } = remote
  useEffect(() => {
    if (seen.current === count) return
    seen.current = count
    void reload()
  }, [count, reload])
  return remote
}

function carNotFound(): ApiError {
  const code = 'vehicle.not_found'
  return new ApiError({ type: 'about:blank', title: saidByClients[code].zh, status: 404, code, requestId: '' })
}

/** One car of the garage, for the form; undefined for a new one. It stays while it is fetched again. */
export const useCar = (vehicleId: string | undefined) =>
  useRemote(async () => {
    if (!vehicleId) return undefined
    const car = (await api(vehicle.list, {})).find(({ id }) => id === vehicleId)
    if (!car) throw carNotFound()
    return car
  }, [vehicleId])

/** Adds the car, or changes the one given. */
export async function saveCar(draft: VehicleDraft, car: vehicle.VehicleView | undefined): Promise<void> {
  if (car) {
    await api(vehicle.edit, { params: { vehicleId: car.id }, body: editBody(draft, car.version) })
  } else {
    await api(vehicle.add, { body: addBody(draft) })
  }
  changed()
}

export async function chooseDefault(vehicleId: string): Promise<void> {
  await api(vehicle.makeDefault, { params: { vehicleId } })
  changed()
}

export async function removeCar(vehicleId: string): Promise<void> {
  await api(vehicle.remove, { params: { vehicleId } })
  changed()
}
