import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { useAction } from '../../lib/use-action'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Field } from '../../ui/Field'
import { BigButton } from './BigButton'
import { carsInHouse, sayFit, type Car, type Checked } from './coupon-scan.api'
import { text } from './coupon-scan.text'
import { isOf, sayPlate } from './find-jobs'
import styles from './staff.module.scss'

/** More cars than these are not looked through by eye. */
const MANY = 5

interface Props {
  readonly storeId: string
  readonly checked: Checked
}

/** Whether the coupon goes on the bill of a car in the house. */
export function CouponFit({ storeId, checked }: Props) {
  const [cars, setCars] = useState<readonly Car[]>()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<{ readonly id: string; readonly words: string }>()
  const list = useAction(async () => setCars(await carsInHouse(storeId)))
  const look = useAction(async (car: Car) => {
    setSaid(undefined)
    setSaid({ id: car.id, words: await sayFit(checked, car) })
  })
  const shown = cars?.filter(({ plate }) => isOf({ plate, vinTail: null }, typed))
  const problem = list.problem ?? look.problem
  return (
    <Card title={text.fit}>
      <View className={styles.hint}>{text.fitHint}</View>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      {cars && cars.length > MANY && <Field label={text.find} value={typed} maxLength={10} onChange={setTyped} />}
      {shown?.map((car) => (
        <Cell
          key={car.id}
          title={sayPlate(car.plate)}
          note={said?.id === car.id ? said.words : `${car.customerName} · ${car.serviceName}`}
          checked={said?.id === car.id}
          onClick={() => look.run(car)}
        />
      ))}
      {cars?.length === 0 && <View className={styles.said}>{text.noCars}</View>}
      {!cars && (
        <View className={styles.row}>
          <BigButton tone="plain" loading={list.busy} onClick={list.run}>
            {text.show}
          </BigButton>
        </View>
      )}
    </Card>
  )
}
