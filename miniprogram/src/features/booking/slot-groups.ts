import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { partOf } from './day-parts'

type Slot = booking.SlotView

export interface SlotGroup {
  readonly part: 'morning' | 'afternoon' | 'evening'
  readonly slots: readonly Slot[]
}

/** True while somebody can still take it. */
export const isFree = (slot: Slot): boolean => slot.level === 'plenty' || slot.level === 'few'

/** True while somebody can still start at `minute`. */
export const isFreeAt = (slots: readonly Slot[], minute: Minute): boolean =>
  slots.some((slot) => slot.minute === minute && isFree(slot))

/** What is left of the day, by part; parts without times are left out. */
export function groupSlots(slots: readonly Slot[]): SlotGroup[] {
  const ahead = slots.filter((slot) => slot.level !== 'past')
  return (['morning', 'afternoon', 'evening'] as const)
    .map((part) => ({ part, slots: ahead.filter((slot) => partOf(slot.minute) === part) }))
    .filter((group) => group.slots.length > 0)
}

/** Times that were free in `before` and are full in `after`: somebody took them in between. */
export function takenBetween(before: readonly Slot[], after: readonly Slot[]): Minute[] {
  const full = new Set(after.filter((slot) => slot.level === 'full').map((slot) => slot.minute))
  return before.filter((slot) => isFree(slot) && full.has(slot.minute)).map((slot) => slot.minute)
}
