import { booking, type View } from '@pitlane/contract'
import { formatFen, type Fen } from '@pitlane/kernel'
import { useState } from 'react'
import { text } from './booking.text'
import { isFree } from './slot-groups'
import type { Pick } from './SlotGrid'

type Slot = booking.SlotView
export type Advisor = View<typeof booking.usualAdvisor>['usual']

/** Of the usual advisor's times no more than these are put forward: the others are in the day as well. */
const OF_ADVISOR = 2

interface Found {
  readonly slots: readonly Slot[]
  readonly advisor: Advisor | undefined
  /** No earlier day has a free time. */
  readonly isFirstDay: boolean
  /** What the visit costs at so much less. */
  readonly priceAt: (percentOff: number) => Fen | undefined
}

/** Why a time is recommended: a cheaper one says its price. */
function pickOf({ minute, percentOff, recommended }: Slot, { priceAt, isFirstDay }: Found): Pick | undefined {
  if (!recommended) return undefined
  const price = recommended === 'off_peak' ? priceAt(percentOff) : undefined
  if (price !== undefined) return { minute, word: text.slots.offPeakAt(formatFen(price)), isPriced: true }
  const isLaterDay = recommended === 'earliest' && !isFirstDay
  return { minute, word: isLaterDay ? text.slots.firstOfDay : booking.recommendations[recommended], isPriced: false }
}

/** The recommended times of a day, by time. The usual advisor's come in between, where no better word is said of them. */
function picksOf(found: Found): Pick[] {
  const { slots, advisor } = found
  const free = slots.filter(isFree)
  const known = free.flatMap((slot) => pickOf(slot, found) ?? [])
  const mine = free
    .filter(({ minute }) => advisor?.minutes.includes(minute) && !known.some((pick) => pick.minute === minute))
    .slice(0, OF_ADVISOR)
    .map(({ minute }) => ({ minute, word: text.slots.advisor(advisor?.name ?? ''), isPriced: false }))
  return [...known, ...mine].sort((a, b) => a.minute - b.minute)
}

/**
 * The recommended times stand still while a day is looked at, so that none slips away under the finger: what is taken stays
 * and says so, and only when none is left are others put forward.
 */
export function usePicks(key: string, found: Found): Pick[] {
  const [kept, setKept] = useState<{ key: string; picks: Pick[] }>({ key: '', picks: [] })
  const isLeft = kept.picks.some(({ minute }) => found.slots.some((slot) => slot.minute === minute && isFree(slot)))
  if (kept.key === key && isLeft) return kept.picks
  const picks = picksOf(found)
  if (kept.key !== key || !isSame(kept.picks, picks)) setKept({ key, picks })
  return picks
}

const isSame = (a: readonly Pick[], b: readonly Pick[]): boolean =>
  a.length === b.length && a.every(({ minute, word }, i) => b[i]?.minute === minute && b[i].word === word)
