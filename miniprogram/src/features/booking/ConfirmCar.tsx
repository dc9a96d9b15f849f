import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Skeleton } from '../../ui/Skeleton'
import { text } from './booking.text'
import { carModel, carPlate } from './car-name'
import { CarSheet } from './CarSheet'
import type { useChosenCar } from './use-chosen-car'

/** Which car comes: the chosen one, or how to get to one. */
export function ConfirmCar({ chosen }: { readonly chosen: ReturnType<typeof useChosenCar> }) {
  const { cars, car, pick } = chosen
  const profile = useProfile()
  const [picks, setPicks] = useState(false)
  const add = () => void Taro.navigateTo({ url: routes.vehicle() })

  const cell = () => {
    if (!profile) return <Cell title={text.confirm.car} note={text.confirm.loginHint} value={text.confirm.loginFirst} />
    if (car)
      return (
        <Cell title={carPlate(car.plate)} note={carModel(car)} value={text.change} onClick={() => setPicks(true)} />
      )
    if (cars.data) return <Cell title={text.confirm.addCar} note={text.confirm.addCarHint} onClick={add} />
    if (cars.error) return <Cell title={cars.error.title} value={text.confirm.retry} onClick={cars.reload} />
    return <Skeleton rows={1} height={52} />
  }
  return (
    <Card>
      <View>{cell()}</View>
      <CarSheet
        open={picks}
        cars={cars.data ?? []}
        chosenId={car?.id}
        onChoose={pick}
        onClose={() => setPicks(false)}
      />
    </Card>
  )
}
