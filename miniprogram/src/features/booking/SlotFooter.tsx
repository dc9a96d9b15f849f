import type { catalog } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Text, View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { sayDuration, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { text } from './booking.text'
import { totalFen, totalMinutes } from './service-sum'
import styles from './SlotFooter.module.scss'
import type { useSlotBoard } from './use-slot-board'

type Priced = Pick<catalog.ServiceView, 'bayMinutes' | 'priceFen'>

interface Props {
  readonly board: ReturnType<typeof useSlotBoard>
  /** Undefined while they are not known. */
  readonly services: readonly Priced[] | undefined
  readonly label: string
  readonly isBusy?: boolean
  readonly onNext: Handler
}

/** The chosen time, always in sight, what it takes and costs, and the way on. */
export function SlotFooter({ board, services, label, isBusy = false, onNext }: Props) {
  const { day, minute, days, percentOff, visitMinutes } = board
  const isChosen = day !== undefined && minute !== undefined
  return (
    <View className={styles.footer}>
      <View className={styles.chosen} {...a11y('status')}>
        {isChosen ? (
          <>
            <View className={styles.moment}>{sayMoment(day, minute, days.data?.today)}</View>
            {services && (
              <View className={styles.note}>
                <Text>{sayDuration(visitMinutes ?? totalMinutes(services))}</Text>
                <Text>{` · ${formatFen(totalFen(services, percentOff))} ${text.from}`}</Text>
                {percentOff > 0 && <Text className={styles.off}>{text.slots.off(percentOff)}</Text>}
              </View>
            )}
          </>
        ) : (
          <View className={styles.note}>{text.slots.pick}</View>
        )}
      </View>
      <View className={styles.next}>
        <ActionButton disabled={!isChosen} loading={isBusy} onClick={onNext}>
          {label}
        </ActionButton>
      </View>
    </View>
  )
}
