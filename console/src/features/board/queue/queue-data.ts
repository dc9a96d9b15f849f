import type { board, View } from '@pitlane/contract'
import type { Standing } from '../board-row'

/** Bookings of all days that wait to be confirmed, longest waiting first. */
export type Queue = View<typeof board.confirmQueue>
export type Waiting = Queue[number]

export const queueKey = (storeId: string) => ['confirm-queue', storeId] as const

/** The queue without what has just been answered. */
export const forget = (queue: Queue, { id, state }: Standing): Queue =>
  state === 'placed' ? queue : queue.filter(({ row }) => row.id !== id)

const MINUTE_MS = 60_000
/** The last minutes before an answer is due. */
const HURRY_MS = 5 * MINUTE_MS
/** Further away than this a time says more than a count of minutes. */
const NEAR_MS = 60 * MINUTE_MS

/** How an answer stands with its time. */
export interface Countdown {
  readonly light: 'green' | 'yellow' | 'red'
  /** Until it is due; how long it is over when negative. */
  readonly leftMs: number
  /** Whether it is counted down second by second. */
  readonly isNear: boolean
}

export function countdownOf(dueAt: string, now: number): Countdown {
  const leftMs = Date.parse(dueAt) - now
  const light = leftMs <= 0 ? 'red' : leftMs <= HURRY_MS ? 'yellow' : 'green'
  return { light, leftMs, isNear: Math.abs(leftMs) < NEAR_MS }
}

/** `12:05` */
export function sayCountdown(leftMs: number): string {
  const seconds = Math.floor(Math.abs(leftMs) / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
