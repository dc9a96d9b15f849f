import type { vehicle } from '@pitlane/contract'
import { useEffect, useRef, useState } from 'react'
import type { Remote } from '../../lib/use-remote'

type Car = vehicle.VehicleView

/** The owner's cars, default first; undefined while nobody is logged in. */
export type Cars = Remote<Car[] | undefined>

/** The car that this booking is for: the one picked, else one just added, else the default. */
export function useChosenCar(cars: Cars, wanted: string | undefined) {
  const [pickedId, setPickedId] = useState(wanted)
  const known = useRef<readonly Car[]>()

  useEffect(() => {
    const before = known.current
    known.current = cars.data
    if (!before || !cars.data) return
    const added = cars.data.find((car) => !before.some((old) => old.id === car.id))
    if (added) setPickedId(added.id)
  }, [cars.data])

  const car = cars.data?.find((c) => c.id === pickedId) ?? cars.data?.[0]
  return { cars, car, pick: (next: Car) => setPickedId(next.id) }
}
