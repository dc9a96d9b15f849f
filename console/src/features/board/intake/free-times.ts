import { booking } from '@pitlane/contract'
import { formatMinute, type Minute } from '@pitlane/kernel'

type Slot = booking.SlotView

const STEP = booking.SLOT_MINUTES
/** A day that has no start for the visit at all is taken to be this long. */
const FROM = 540
const UNTIL = 1020

export const isFree = ({ level }: Slot): boolean => level === 'plenty' || level === 'few'

export interface Reason {
  readonly span: string
  readonly why: string
}

/** Why times are not free, those next to each other with the same reason together: `09:00–10:30 工位已满`. */
export function reasonsOf(slots: readonly Slot[]): Reason[] {
  const found: { from: Minute; to: Minute; why: string }[] = []
  for (const slot of slots) {
    if (isFree(slot)) continue
    const why = booking.slotLimits[slot.limit ?? (slot.level === 'past' ? 'lead' : 'bay')]
    const last = found.at(-1)
    if (last?.why === why && last.to === slot.minute - STEP) last.to = slot.minute
    else found.push({ from: slot.minute, to: slot.minute, why })
  }
  return found.map(({ from, to, why }) => ({
    span: from === to ? formatMinute(from) : `${formatMinute(from)}–${formatMinute(to)}`,
    why,
  }))
}

/**
 * Starts of a car that may stay overnight: also those from which it is not done by closing. Times that are over or too soon
 * stay out.
 */
export function overnightStarts(slots: readonly Slot[], visitMinutes: number): Minute[] {
  const first = slots[0]?.minute ?? FROM
  const last = slots.at(-1)
  const until = last ? Math.max(last.minute, last.minute + visitMinutes - STEP) : UNTIL
  const past = new Set(slots.filter(({ level }) => level === 'past').map(({ minute }) => minute))
  const starts: Minute[] = []
  for (let minute = first; minute <= until; minute += STEP) if (!past.has(minute)) starts.push(minute)
  return starts
}
