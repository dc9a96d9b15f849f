import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { problemOf } from '../../lib/api'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Skeleton } from '../../ui/Skeleton'
import { text } from './booking.text'
import { carModel, carPlate } from './car-name'
import { CarSheet } from './CarSheet'
import styles from './HomeCar.module.scss'
import { openLogin } from './LoginFirst'
import type { Cars } from './use-chosen-car'

interface Props {
  readonly cars: Cars
  readonly onChoose: (vehicleId: string) => Promise<void>
}

/** The owner's car on the home page, or how to get one there. */
export function HomeCar({ cars, onChoose }: Props) {
  const profile = useProfile()
  const [picks, setPicks] = useState(false)
  const car = cars.data?.[0]

  const choose = (vehicleId: string) => onChoose(vehicleId).catch((error: unknown) => toast(problemOf(error).title))
  const inside = () => {
    if (!profile) return <Cell title={text.home.login} note={text.home.loginHint} onClick={openLogin} />
    if (car)
      return (
        <Cell
          title={<View className={styles.plate}>{carPlate(car.plate)}</View>}
          note={carModel(car)}
          value={text.change}
          onClick={() => setPicks(true)}
        />
      )
    if (cars.data)
      return (
        <Cell
          title={text.home.addCar}
          note={text.home.addCarHint}
          onClick={() => void Taro.navigateTo({ url: routes.vehicle() })}
        />
      )
    if (cars.error) return <Cell title={cars.error.title} value={text.confirm.retry} onClick={cars.reload} />
    return <Skeleton rows={1} height={52} />
  }
  return (
    <Card>
      {inside()}
      <CarSheet
        open={picks}
        cars={cars.data ?? []}
        chosenId={car?.id}
        onChoose={(c) => void choose(c.id)}
        onClose={() => setPicks(false)}
      />
    </Card>
  )
}
