import type { vehicle } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes } from '../../lib/routes'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { chooseDefault } from './garage.api'
import { garageText } from './garage.text'
import { RemoveSheet } from './RemoveSheet'
import { VehicleCard } from './VehicleCard'

type Car = vehicle.VehicleView

/** The owner's cars with what can be done to each. */
export function GarageList({ cars }: { readonly cars: readonly Car[] }) {
  const [leaving, setLeaving] = useState<Car>()
  const choosing = useAction(async (car: Car) => {
    await chooseDefault(car.id).catch((error: unknown) => {
      toast(garageText.list.defaultFailed)
      throw error
    })
    toast(garageText.list.madeDefault)
  })
  return (
    <>
      {cars.map((car) => (
        <VehicleCard
          key={car.id}
          car={car}
          busy={choosing.busy}
          onDefault={() => void choosing.run(car)}
          onEdit={() => void Taro.navigateTo({ url: routes.vehicle(car.id) })}
          onHistory={() => void Taro.navigateTo({ url: routes.history(car.id) })}
          onRemove={() => setLeaving(car)}
        />
      ))}
      {leaving && <RemoveSheet car={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}
