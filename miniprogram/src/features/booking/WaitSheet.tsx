import type { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { sayDay } from '../../lib/time'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Choice } from '../../ui/Choice'
import { Sheet } from '../../ui/Sheet'
import { joinWaitlist } from './booking.api'
import { text } from './booking.text'
import styles from './CancelSheet.module.scss'
import { ConfirmCar } from './ConfirmCar'
import { dayParts, partsAhead, type DayPart } from './day-parts'
import { useCarGate } from './use-car-gate'
import { useChosenCar, type Cars } from './use-chosen-car'

interface Props {
  readonly wish: { readonly storeId: string; readonly serviceIds: readonly string[]; readonly day: string }
  /** The times of that day, full as they are. */
  readonly slots: readonly booking.SlotView[]
  readonly first: DayPart
  readonly cars: Cars
  readonly vehicleId: string | undefined
  /** Asks in WeChat whether we may say that a time came free; has to come first in the tap. */
  readonly askToTell: () => Promise<void>
  readonly onClose: () => void
}

/** A place in the queue for a part of a day that is full. A log-in and a car are asked for only here. */
export function WaitSheet({ wish, slots, first, cars, vehicleId, askToTell, onClose }: Props) {
  const [part, setPart] = useState(first)
  const chosen = useChosenCar(cars, vehicleId)
  const gate = useCarGate(chosen, text.wait.carReady)
  const join = useAction(async () => {
    if (chosen.car) await askToTell()
    if (!(await gate()) || !chosen.car) return
    const { from, to } = dayParts[part]
    const { serviceIds, ...place } = wish
    await joinWaitlist({
      ...place,
      serviceIds: [...serviceIds],
      vehicleId: chosen.car.id,
      fromMinute: from,
      toMinute: to,
    })
    toast(text.wait.done)
    onClose()
    await Taro.switchTab({ url: routes.bookings })
  })
  const options = partsAhead(slots).map((value) => ({ value, label: text.slots[value] }))
  return (
    <Sheet open title={text.wait.title} onClose={onClose}>
      <View className={styles.lost}>{text.wait.hint}</View>
      <Choice label={text.wait.which(sayDay(wish.day))} options={options} value={part} onChange={setPart} />
      <View className={styles.car}>
        <ConfirmCar chosen={chosen} />
      </View>
      {join.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {join.problem.title}
        </View>
      )}
      <ActionButton loading={join.busy} onClick={() => join.run()}>
        {text.wait.submit}
      </ActionButton>
    </Sheet>
  )
}
