import { View } from '@tarojs/components'
import { formatMinute, sayMoment } from '../../lib/time'
import { a11y } from '../../lib/a11y'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { text } from './booking.text'
import { isFree } from './slot-groups'
import { SlotGrid } from './SlotGrid'
import styles from './SlotTimes.module.scss'
import { SlotSkeleton } from './SlotSkeleton'
import type { useSlotBoard } from './use-slot-board'

type Board = ReturnType<typeof useSlotBoard>

/** Why there is nothing to choose on this day. */
function whyNone(times: NonNullable<Board['times']['data']>): string {
  if (!times.isOpen) return times.note ? `${text.slots.closed}（${times.note}）` : text.slots.closed
  return times.slots.some((slot) => slot.level === 'full') ? text.slots.allTaken : text.slots.allPast
}

function NothingFree({ board }: { readonly board: Board }) {
  const { times, days, day, pickDay } = board
  const later = days.data?.days.find((d) => d.day !== day && d.earliestMinute !== null)
  if (!times.data) return null
  const action =
    later && later.earliestMinute !== null
      ? {
          label: text.slots.nextFree(sayMoment(later.day, later.earliestMinute, days.data?.today)),
          onClick: () => pickDay(later.day),
        }
      : undefined
  return <Empty title={whyNone(times.data)} hint={action ? undefined : text.slots.noneInTwoWeeks} action={action} />
}

/** The times of the chosen day in whatever state they are. */
export function SlotTimes({ board }: { readonly board: Board }) {
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
      {!hasFree && <NothingFree board={board} />}
      <SlotGrid slots={times.data.slots} chosen={minute} justTaken={justTaken} onChoose={pickMinute} />
      {hasFree && <View className={styles.note}>{text.slots.refreshing}</View>}
    </>
  )
}
