import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayMoment } from '../../lib/time'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import { MonthSheet } from './MonthSheet'
import type { PriceAt } from './service-sum'
import styles from './SlotShortcuts.module.scss'
import type { useSlotBoard } from './use-slot-board'

interface Props {
  readonly board: ReturnType<typeof useSlotBoard>
  readonly priceAt: PriceAt
}

/** The very first free time with one tap, and the month for those who plan further ahead. */
export function SlotShortcuts({ board, priceAt }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { days, pickDay } = board
  const first = days.list?.find(({ earliestMinute }) => earliestMinute !== null)
  return (
    <View className={styles.bar}>
      {first && first.earliestMinute !== null ? (
        <Tappable className={styles.earliest} onClick={() => pickDay(first.day, first.earliestMinute ?? undefined)}>
          {text.slots.earliest(sayMoment(first.day, first.earliestMinute, days.today))}
        </Tappable>
      ) : (
        <View />
      )}
      <Tappable className={styles.month} onClick={() => setOpen(true)}>
        {text.slots.month}
      </Tappable>
      {isOpen && (
        <MonthSheet
          source={board.source}
          chosen={board.day}
          priceAt={priceAt}
          onChoose={(day) => {
            setOpen(false)
            pickDay(day)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </View>
  )
}
