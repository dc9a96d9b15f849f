import { MINUTE_MS, type Minute } from '@pitlane/kernel'
import type { Booking } from '../modules/booking/booking.entity'
import type { Dice } from './dice'

/** What becomes of a booking once its hour has come, drawn when it is planned: the hour of the seeding changes nothing of it. */
export interface Fate {
  readonly end: 'comes' | 'stays_away' | 'cancels' | 'is_called_off' | 'is_rejected'
  /** Minutes before the start at which the owner booked. */
  readonly lead: number
  /** At the latest so many minutes before the seeding: nobody books in the future. */
  readonly ago: number
  /** Minutes until the front desk answered. */
  readonly answer: number
  /** Minutes after the start at which the car is there; before it, when negative. */
  readonly arrival: number
  /** Minutes before the start at which it is cancelled; less than `lead`. */
  readonly notice: number
  readonly reason: string
  /** In [0, 1): who waits for the front desk longest. */
  readonly patience: number
}

const ENDS: readonly (readonly [Fate['end'], number])[] = [
  ['comes', 86],
  ['stays_away', 5],
  ['cancels', 6],
  ['is_called_off', 2],
  ['is_rejected', 1],
]

const REASONS = ['plan_changed', 'plan_changed', 'wrong_time', 'no_longer_needed', 'booked_elsewhere', 'other'] as const

/** Owners sleep: what would have been booked at night was booked in the evening before. */
const awake = (start: Minute, lead: number): number => {
  const minute = (((start - lead) % 1440) + 1440) % 1440
  return minute < 420 ? lead + 540 : lead
}

export function drawFate(dice: Dice, start: Minute): Fate {
  const lead = awake(start, dice.chance(0.15) ? dice.int(240, 900) : dice.int(900, 8_000))
  return {
    ...{ end: dice.weighted(ENDS), lead, ago: dice.int(20, 600), answer: dice.int(3, 14), arrival: dice.int(-18, 16) },
    ...{
      notice: Math.min(awake(start, dice.int(125, 1500)), lead - 45),
      reason: dice.pick(REASONS),
      patience: dice.next(),
    },
  }
}

type Standing = Pick<
  Booking,
  'state' | 'version' | 'closedBy' | 'closingReason' | 'closingNote' | 'createdAt' | 'updatedAt'
>

type Closing = Pick<Standing, 'closedBy' | 'closingReason' | 'closingNote'>

const open: Closing = { closedBy: null, closingReason: null, closingNote: null }

interface Turn {
  readonly state: Standing['state']
  readonly at: Date
  readonly closing: Closing
}

interface Scene {
  readonly now: Date
  /** The time of day at the store. */
  readonly nowMinute: Minute
  readonly start: Date
  readonly graceMinutes: number
  /** The store confirms by itself. */
  readonly isAutoConfirm: boolean
  /** The front desk has not answered yet. */
  readonly isWaiting: boolean
}

/** The end that a fate has in store, and when. A store that confirms by itself rejects nobody. */
function endOf(fate: Fate, createdAt: Date, { start, graceMinutes, isAutoConfirm }: Scene): Turn {
  const after = (minutes: number) => new Date(start.getTime() + minutes * MINUTE_MS)
  const answered = new Date(createdAt.getTime() + fate.answer * MINUTE_MS)
  const turns: Readonly<Record<Fate['end'], Turn>> = {
    comes: { state: 'arrived', at: after(fate.arrival), closing: open },
    stays_away: {
      ...{ state: 'no_show', at: after(graceMinutes) },
      closing: { closedBy: 'system', closingReason: 'not_arrived', closingNote: null },
    },
    cancels: {
      ...{ state: 'cancelled', at: after(-fate.notice) },
      closing: { closedBy: 'customer', closingReason: fate.reason, closingNote: null },
    },
    is_called_off: {
      ...{ state: 'cancelled', at: after(-fate.notice) },
      closing: { closedBy: 'customer', closingReason: 'by_customer', closingNote: '车主来电，临时有事' },
    },
    is_rejected: {
      ...{ state: 'rejected', at: answered },
      closing: { closedBy: 'store', closingReason: 'no_parts', closingNote: '配件预计下周到货，到货后与您联系' },
    },
  }
  return turns[isAutoConfirm && fate.end === 'is_rejected' ? 'comes' : fate.end]
}

/** Minutes; a little more than the stores ask for. */
const SHORTEST_LEAD = 125

/** Where a booking stands at the moment of the seeding. */
export function standingOf(fate: Fate, scene: Scene): Standing {
  const { now, start, isAutoConfirm, isWaiting } = scene
  const earlier = (beforeStart: number, beforeNow: number) =>
    new Date(Math.min(start.getTime() - beforeStart * MINUTE_MS, now.getTime() - beforeNow * MINUTE_MS))
  const createdAt = isWaiting
    ? earlier(SHORTEST_LEAD, Math.ceil(fate.ago / 24))
    : earlier(fate.lead, awake(scene.nowMinute, fate.ago))
  if (isWaiting) return { ...open, state: 'placed', version: 1, createdAt, updatedAt: createdAt }
  const confirmedAt = isAutoConfirm ? createdAt : new Date(createdAt.getTime() + fate.answer * MINUTE_MS)
  const confirmedVersion = isAutoConfirm ? 1 : 2
  const end = endOf(fate, createdAt, scene)
  if (end.at > now) return { ...open, state: 'confirmed', version: confirmedVersion, createdAt, updatedAt: confirmedAt }
  const version = end.state === 'rejected' ? 2 : confirmedVersion + 1
  return { ...end.closing, state: end.state, version, createdAt, updatedAt: end.at }
}
