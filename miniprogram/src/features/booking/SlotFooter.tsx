import { formatFen } from '@pitlane/kernel'
import { Text, View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { formatMinute, sayDuration, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { classes } from '../../ui/classes'
import { text } from './booking.text'
import type { PriceAt } from './service-sum'
import styles from './SlotFooter.module.scss'
import type { useSlotBoard } from './use-slot-board'

type Board = ReturnType<typeof useSlotBoard>

interface Props {
  readonly board: Board
  readonly priceAt: PriceAt
  readonly label: string
  /** Said of the chosen time, e.g. who will be there. */
  readonly note?: string | undefined
  readonly isBusy?: boolean
  readonly onNext: Handler
}

/** What a chosen time takes and costs. */
function Terms({ board, priceAt }: Pick<Props, 'board' | 'priceAt'>) {
  const { percentOff, visitMinutes } = board
  const price = priceAt(percentOff)
  return (
    <View className={styles.note}>
      {visitMinutes !== undefined && <Text>{sayDuration(visitMinutes)}</Text>}
      {price !== undefined && <Text>{` · ${formatFen(price)} ${text.from}`}</Text>}
      {percentOff > 0 && <Text className={styles.off}>{text.slots.off(percentOff)}</Text>}
    </View>
  )
}

/** Nothing is chosen, or what was chosen is gone: said here, where nothing moves under the finger. */
function NotChosen({ lost }: Pick<Board, 'lost'>) {
  if (lost === undefined) return <View className={styles.note}>{text.slots.pick}</View>
  return (
    <View className={classes(styles.note, styles.lost)} {...a11y('alert')}>
      {text.slots.chosenTaken(formatMinute(lost))}
    </View>
  )
}

/** The chosen time, always in sight, what it takes and costs, and the way on. */
export function SlotFooter({ board, priceAt, label, note, isBusy = false, onNext }: Props) {
  const { day, minute, days, lost } = board
  const isChosen = day !== undefined && minute !== undefined
  return (
    <View className={styles.footer}>
      <View className={styles.chosen} {...a11y('status')}>
        {isChosen ? (
          <>
            <View className={styles.moment}>{sayMoment(day, minute, days.today)}</View>
            <Terms board={board} priceAt={priceAt} />
            {note && <View className={styles.advisor}>{note}</View>}
          </>
        ) : (
          <NotChosen lost={lost} />
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
