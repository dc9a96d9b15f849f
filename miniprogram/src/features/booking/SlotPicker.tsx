import type { Minute } from '@pitlane/kernel'
import { ErrorState } from '../../ui/ErrorState'
import { DateStrip } from './DateStrip'
import { DaySkeleton } from './SlotSkeleton'
import { SlotTimes } from './SlotTimes'
import type { useSlotBoard } from './use-slot-board'
import type { DayPart } from './day-parts'

interface Props {
  readonly board: ReturnType<typeof useSlotBoard>
  /** The time that is being given up for another, when it is on the day shown. */
  readonly own?: Minute | undefined
  /** Offers to wait for a part of the day that is full. */
  readonly onWait?: ((part: DayPart) => void) | undefined
}

/** Fourteen days and the times of the one that is chosen. */
export function SlotPicker({ board, own, onWait }: Props) {
  const { days, day } = board
  return (
    <>
      {days.data ? (
        <DateStrip today={days.data.today} days={days.data.days} chosen={day} onChoose={board.pickDay} />
      ) : days.error ? (
        <ErrorState problem={days.error} onRetry={days.reload} />
      ) : (
        <DaySkeleton />
      )}
      {(days.data || day) && <SlotTimes board={board} own={own} onWait={onWait} />}
    </>
  )
}
