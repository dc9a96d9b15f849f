import type { Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { formatMinute, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { text } from './booking.text'
import type { DayPart } from './day-parts'
import { isFree } from './slot-groups'
import { SlotGrid } from './SlotGrid'
import { SlotSkeleton } from './SlotSkeleton'
import styles from './SlotTimes.module.scss'
import type { useSlotBoard } from './use-slot-board'

type Board = ReturnType<typeof useSlotBoard>
type Times = NonNullable<Board['times']['data']>

interface Props {
  readonly board: Board
  readonly own?: Minute | undefined
  readonly onWait?: ((part: DayPart) => void) | undefined
}

const isFull = (times: Times) => times.isOpen && times.slots.some((slot) => slot.level === 'full')

/** Why there is nothing to choose on this day. */
function whyNone(times: Times): string {
  if (!times.isOpen) return times.note ? `${text.slots.closed}（${times.note}）` : text.slots.closed
  return isFull(times) ? text.slots.allTaken : text.slots.allPast
}

/** The next day with a free time, and where somebody may cancel: a place in the queue. */
function NothingFree({ board, onWait }: Props) {
  const { times, days, day, pickDay } = board
  const later = days.data?.days.find((d) => d.day !== day && d.earliestMinute !== null)
  if (!times.data) return null
  const waits = onWait && isFull(times.data)
  const hint = waits ? text.slots.waitHint : later ? undefined : text.slots.noneInTwoWeeks
  return (
    <>
      <Empty title={whyNone(times.data)} hint={hint} />
      <View className={styles.ways}>
        {waits && <ActionButton onClick={() => onWait('whole')}>{text.slots.wait}</ActionButton>}
        {later && later.earliestMinute !== null && (
          <ActionButton tone="plain" onClick={() => pickDay(later.day)}>
            {text.slots.nextFree(sayMoment(later.day, later.earliestMinute, days.data?.today))}
          </ActionButton>
        )}
      </View>
    </>
  )
}

/** The times of the chosen day in whatever state they are. */
export function SlotTimes({ board, own, onWait }: Props) {
  const { times, minute, lost, justTaken, pickMinute } = board
  if (!times.data && times.error) return <ErrorState problem={times.error} onRetry={times.reload} />
  if (!times.data) return <SlotSkeleton />
  const hasFree = times.data.slots.some(isFree)
  return (
    <>
      {lost !== undefined && (
        <View className={styles.lost} {...a11y('alert')}>
          {text.slots.chosenTaken(formatMinute(lost))}
        </View>
      )}
      {!hasFree && <NothingFree board={board} onWait={onWait} />}
      <SlotGrid
        slots={times.data.slots}
        chosen={minute}
        justTaken={justTaken}
        own={own}
        onChoose={pickMinute}
        onWait={hasFree ? onWait : undefined}
      />
      {hasFree && <View className={styles.note}>{text.slots.refreshing}</View>}
    </>
  )
}
