import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { View } from '@tarojs/components'
import { sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { text } from './booking.text'
import type { DayPart } from './day-parts'
import { NearbyStores, type Nearby } from './NearbyStores'
import type { PriceAt } from './service-sum'
import { isFree } from './slot-groups'
import { SlotGrid } from './SlotGrid'
import { SlotSkeleton } from './SlotSkeleton'
import styles from './SlotTimes.module.scss'
import { usePicks, type Advisor } from './use-picks'
import type { useSlotBoard } from './use-slot-board'

type Board = ReturnType<typeof useSlotBoard>
type Times = booking.SlotsView

interface Props {
  readonly board: Board
  readonly priceAt: PriceAt
  readonly own?: Minute | undefined
  /** Who usually receives the owner, and when they are free on this day. */
  readonly advisor?: Advisor | undefined
  readonly onWait?: ((part: DayPart) => void) | undefined
  /** Changes to another store and a time there. */
  readonly onStore?: ((place: Nearby) => void) | undefined
}

const isFull = (times: Times) => times.isOpen && times.slots.some((slot) => slot.level === 'full')

/** Why there is nothing to choose on this day. */
function whyNone(times: Times): string {
  if (!times.isOpen) return times.note ? `${text.slots.closed}（${times.note}）` : text.slots.closed
  return isFull(times) ? text.slots.allTaken : text.slots.allPast
}

/** The next day with a free time, where somebody may cancel a place in the queue, and other stores that have room. */
function NothingFree({ board, times, priceAt, onWait, onStore }: Props & { readonly times: Times }) {
  const { days, day, pickDay, source } = board
  const later = days.list?.find((d) => d.day !== day && d.earliestMinute !== null)
  const waits = onWait && isFull(times)
  const hint = waits ? text.slots.waitHint : later ? undefined : text.slots.noneInTwoWeeks
  return (
    <>
      <Empty title={whyNone(times)} hint={hint} />
      <View className={styles.ways}>
        {waits && <ActionButton onClick={() => onWait('whole')}>{text.slots.wait}</ActionButton>}
        {later && later.earliestMinute !== null && (
          <ActionButton tone="plain" onClick={() => pickDay(later.day)}>
            {text.slots.nextFree(sayMoment(later.day, later.earliestMinute, days.today))}
          </ActionButton>
        )}
      </View>
      {onStore && <NearbyStores source={source} day={times.day} priceAt={priceAt} onStore={onStore} />}
    </>
  )
}

function DayTimes(props: Props & { readonly times: Times }) {
  const { board, times, own, advisor, priceAt, onWait } = props
  const slots = own === undefined ? times.slots : times.slots.filter(({ minute }) => minute !== own)
  const isFirstDay = board.days.list?.find((d) => d.earliestMinute !== null)?.day === times.day
  const picks = usePicks(`${times.day} ${advisor?.laneId ?? ''}`, { slots, advisor, isFirstDay, priceAt })
  const hasFree = times.slots.some(isFree)
  return (
    <>
      {!hasFree && <NothingFree {...props} />}
      <SlotGrid
        slots={times.slots}
        chosen={board.minute}
        justTaken={board.justTaken}
        own={own}
        picks={picks}
        onChoose={board.pickMinute}
        onWait={hasFree ? onWait : undefined}
      />
      {hasFree && <View className={styles.note}>{text.slots.refreshing}</View>}
    </>
  )
}

/** The times of the chosen day in whatever state they are. */
export function SlotTimes(props: Props) {
  const { times } = props.board
  if (times.data) return <DayTimes {...props} times={times.data} />
  if (times.error) return <ErrorState problem={times.error} onRetry={times.reload} />
  return <SlotSkeleton />
}
