import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayDuration, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { text } from './booking.text'
import styles from './SlotFooter.module.scss'
import type { useSlotBoard } from './use-slot-board'

interface Props {
  readonly board: ReturnType<typeof useSlotBoard>
  /** Minutes in the bay, once known. */
  readonly bayMinutes: number | undefined
  readonly onNext: () => void
}

/** The chosen time, always in sight, and the way on. */
export function SlotFooter({ board, bayMinutes, onNext }: Props) {
  const { day, minute, days } = board
  const isChosen = day !== undefined && minute !== undefined
  return (
    <View className={styles.footer}>
      <View className={styles.chosen} {...a11y('status')}>
        {isChosen ? (
          <>
            <View className={styles.moment}>{sayMoment(day, minute, days.data?.today)}</View>
            {bayMinutes !== undefined && <View className={styles.note}>{sayDuration(bayMinutes)}</View>}
          </>
        ) : (
          <View className={styles.note}>{text.slots.pick}</View>
        )}
      </View>
      <View className={styles.next}>
        <ActionButton disabled={!isChosen} onClick={onNext}>
          {text.next}
        </ActionButton>
      </View>
    </View>
  )
}
