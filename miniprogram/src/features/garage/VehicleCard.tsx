import { catalog, formatPlate, type vehicle } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { Card } from '../../ui/Card'
import { Tag } from '../../ui/Tag'
import { Tappable } from '../../ui/Tappable'
import { garageText } from './garage.text'
import styles from './VehicleCard.module.scss'

const text = garageText.list

interface Props {
  readonly car: vehicle.VehicleView
  readonly busy: boolean
  readonly onDefault: () => void
  readonly onEdit: () => void
  readonly onHistory: () => void
  readonly onRemove: () => void
}

/** The facts under the name of the car, as far as they are known. */
const factsOf = ({ fuel, mileageKm, maskedVin }: vehicle.VehicleView) => [
  catalog.fuels[fuel],
  ...(mileageKm === null ? [] : [text.mileage(mileageKm)]),
  ...(maskedVin === null ? [] : [text.vin(maskedVin)]),
]

/** One car of the garage and what can be done with it. */
export function VehicleCard({ car, busy, onDefault, onEdit, onHistory, onRemove }: Props) {
  return (
    <Card>
      <View className={styles.head}>
        <View className={styles.plate}>{car.plate ? formatPlate(car.plate) : text.noPlate}</View>
        {car.isDefault && <Tag tone="going">{text.isDefault}</Tag>}
      </View>
      <View className={styles.model}>{`${car.brand} ${car.model}`}</View>
      <View className={styles.facts}>
        {factsOf(car).map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
      {car.doubts.length > 0 && <View className={styles.doubt}>{text.doubt}</View>}
      <View className={styles.actions}>
        {!car.isDefault && (
          <Tappable className={styles.action} disabled={busy} onClick={onDefault}>
            {text.makeDefault}
          </Tappable>
        )}
        <Tappable className={styles.action} onClick={onHistory}>
          {text.history}
        </Tappable>
        <Tappable className={styles.action} onClick={onEdit}>
          {text.edit}
        </Tappable>
        <Tappable className={styles.remove} onClick={onRemove}>
          {text.remove}
        </Tappable>
      </View>
    </Card>
  )
}
