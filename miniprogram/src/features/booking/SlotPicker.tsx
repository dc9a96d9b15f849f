import type { Minute } from '@pitlane/kernel'
import { DateStrip } from './DateStrip'
import type { DayPart } from './day-parts'
import type { Nearby } from './NearbyStores'
import type { PriceAt } from './service-sum'
import { SlotShortcuts } from './SlotShortcuts'
import { DaySkeleton } from './SlotSkeleton'
import { SlotTimes } from './SlotTimes'
import type { Advisor } from './use-picks'
import type { useSlotBoard } from './use-slot-board'

interface Props {
  readonly board: ReturnType<typeof useSlotBoard>
  readonly priceAt: PriceAt
  /** The time that is being given up for another, when it is on the day shown. */
  readonly own?: Minute | undefined
  readonly advisor?: Advisor | undefined
  /** Offers to wait for a part of the day that is full. */
  readonly onWait?: ((part: DayPart) => void) | undefined
  /** Changes to another store and a time there. */
  readonly onStore?: ((place: Nearby) => void) | undefined
}

/** Fourteen days, short ways to the first free time and to the month, and the times of the day that is chosen. */
export function SlotPicker(props: Props) {
  const { board, priceAt } = props
  const { days, day } = board
  return (
    <>
      {days.list && days.today ? (
        <>
          <DateStrip today={days.today} days={days.list} chosen={day} onChoose={board.pickDay} />
          <SlotShortcuts board={board} priceAt={priceAt} />
        </>
      ) : (
        !days.error && <DaySkeleton />
      )}
      <SlotTimes {...props} />
    </>
  )
}
