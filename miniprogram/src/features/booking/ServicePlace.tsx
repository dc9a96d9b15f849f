import type { store } from '@pitlane/contract'
import { useState } from 'react'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Skeleton } from '../../ui/Skeleton'
import { text } from './booking.text'
import { carModel, carPlate } from './car-name'
import { CarSheet } from './CarSheet'
import { StorePicker } from './StorePicker'
import type { useChosenCar } from './use-chosen-car'

interface Props {
  readonly stores: readonly store.StoreView[] | undefined
  readonly chosen: store.StoreView | undefined
  readonly onChoose: (store: store.StoreView) => void
  readonly car: ReturnType<typeof useChosenCar>
}

/** Where and with which car, both filled in already. */
export function ServicePlace({ stores, chosen, onChoose, car: { cars, car, pick } }: Props) {
  const [picksCar, setPicksCar] = useState(false)
  return (
    <Card>
      {stores && chosen ? (
        <StorePicker stores={stores} chosen={chosen} onChoose={onChoose} />
      ) : (
        <Skeleton rows={1} height={52} />
      )}
      {car && (
        <Cell title={carPlate(car.plate)} note={carModel(car)} value={text.change} onClick={() => setPicksCar(true)} />
      )}
      <CarSheet
        open={picksCar}
        cars={cars.data ?? []}
        chosenId={car?.id}
        onChoose={pick}
        onClose={() => setPicksCar(false)}
      />
    </Card>
  )
}
