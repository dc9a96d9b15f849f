import { SAMPLE } from './risk'

const PARTS = 10
const [LEAST, MOST] = [1, 99]

/** Shortest, deciles and longest of durations in whole minutes, eleven numbers; null of fewer than 30. */
export function decilesOf(minutes: readonly number[]): readonly number[] | null {
  if (minutes.length < SAMPLE) return null
  const sorted = [...minutes].sort((a, b) => a - b)
  return Array.from({ length: PARTS + 1 }, (_, i) => {
    const place = (i * (sorted.length - 1)) / PARTS
    const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return Math.round(low + (high - low) * (place % 1))
  })
}

/** The share of durations that `isBelow` holds for, 0 to 1: straight lines between deciles. */
function shareOf(deciles: readonly number[], minutes: number, isBelow: (decile: number) => boolean): number {
  const at = deciles.findLastIndex(isBelow)
  const [from, to] = [deciles[at], deciles[at + 1]]
  if (from === undefined) return 0
  return to === undefined ? 1 : (at + (minutes - from) / (to - from)) / PARTS
}

interface Stay {
  /** As `decilesOf` has them. */
  readonly usual: readonly number[]
  /** Minutes since the car came. */
  readonly elapsed: number
  /** Minutes from when the car came to the promise. */
  readonly promised: number
}

/**
 * Of comparable visits that took at least as long as this one has so far, how many in a hundred were ready by the promise: 1 to
 * 99, for nothing is sure. Null where none took so long. All minutes are of opening hours.
 */
export function confidenceOf({ usual, elapsed, promised }: Stay): number | null {
  const gone = shareOf(usual, elapsed, (decile) => decile < elapsed)
  if (gone >= 1) return null
  const ready = shareOf(usual, promised, (decile) => decile <= promised)
  const percent = Math.round((100 * (ready - gone)) / (1 - gone))
  return Math.min(MOST, Math.max(LEAST, percent))
}
