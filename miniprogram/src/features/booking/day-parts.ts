import type { booking } from '@pitlane/contract'
import { formatMinute, type Minute } from '@pitlane/kernel'
import { text } from './booking.text'

type Slot = booking.SlotView

const NOON = 12 * 60
const EVENING = 18 * 60
const MIDNIGHT = 24 * 60

/** The parts of a day that an owner can wait for, from `from` to before `to`. */
export const dayParts = {
  morning: { from: 0, to: NOON },
  afternoon: { from: NOON, to: EVENING },
  evening: { from: EVENING, to: MIDNIGHT },
  whole: { from: 0, to: MIDNIGHT },
} as const satisfies Record<string, { from: Minute; to: Minute }>

export type DayPart = keyof typeof dayParts

/** Which of the three parts a time lies in. */
export const partOf = (minute: Minute): Exclude<DayPart, 'whole'> =>
  minute < NOON ? 'morning' : minute < EVENING ? 'afternoon' : 'evening'

/** `上午`, or the hours themselves when they are none of the parts. */
export function sayPart(fromMinute: Minute, toMinute: Minute): string {
  const part = (Object.keys(dayParts) as DayPart[]).find(
    (key) => dayParts[key].from === fromMinute && dayParts[key].to === toMinute,
  )
  return part ? text.slots[part] : `${formatMinute(fromMinute)}-${formatMinute(toMinute)}`
}

/** The parts of this day that have times ahead, and the whole of it. */
export function partsAhead(slots: readonly Slot[]): DayPart[] {
  const ahead = new Set(slots.filter((slot) => slot.level !== 'past').map((slot) => partOf(slot.minute)))
  const parts = (['morning', 'afternoon', 'evening'] as const).filter((part) => ahead.has(part))
  return [...parts, 'whole']
}
