import type { vehicle } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { ActionButton } from '../../ui/ActionButton'
import { Cell } from '../../ui/Cell'
import { Sheet } from '../../ui/Sheet'
import { text } from './booking.text'
import { carModel, carPlate } from './car-name'
import styles from './Picker.module.scss'

type Car = vehicle.VehicleView

interface Props {
  readonly open: boolean
  readonly cars: readonly Car[]
  readonly chosenId: string | undefined
  readonly onChoose: (car: Car) => void
  readonly onClose: () => void
}

/** The owner's cars to choose from, and a way to add one. */
export function CarSheet({ open, cars, chosenId, onChoose, onClose }: Props) {
  const add = () => {
    onClose()
    void Taro.navigateTo({ url: routes.vehicle() })
  }
  return (
    <Sheet open={open} title={text.cars.title} onClose={onClose}>
      {cars.map((car) => (
        <Cell
          key={car.id}
          title={carPlate(car.plate)}
          note={carModel(car)}
          checked={car.id === chosenId}
          onClick={() => {
            onChoose(car)
            onClose()
          }}
        />
      ))}
      <View className={styles.below}>
        <ActionButton tone="plain" onClick={add}>
          {text.cars.add}
        </ActionButton>
      </View>
    </Sheet>
  )
}
