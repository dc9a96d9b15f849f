import type { Day } from '@pitlane/kernel'
import { words } from './words'

/** A day as papers write it: `2026年11月30日`; nothing where it is left to the pen. */
export function paperDay(day: Day | null): string {
  if (day === null) return words.blank
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return words.day(year, month, date)
}
