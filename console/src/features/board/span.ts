import { formatMinute, type Day } from '@pitlane/kernel'
import { sayDayTime, saySpan } from '../../lib/time'
import type { BoardRow } from './board-row'
import { words } from './words'

const sayDayOf = (day: Day): string => words.dayOfMonth(Number(day.slice(8)))

/** When a car that stays overnight is ready, as far as its work is laid out. */
const readyOf = ({ lastDay, steps }: BoardRow) =>
  steps
    .filter(({ day }) => day === lastDay)
    .sort((a, b) => a.endMinute - b.endMinute)
    .at(-1)

/**
 * `09:00–10:30`. Of a car that stays overnight, on its first day when it came and on which day it goes, `15:00–24日`; on its
 * last day since when it is here and when it is ready, `23日–10:30`.
 */
export function saySpanOf(row: BoardRow, shown: Day = row.day): string {
  const { day, minute, endMinute, lastDay } = row
  if (lastDay === null) return saySpan(minute, endMinute)
  const from = shown > day ? sayDayOf(day) : formatMinute(minute)
  const ready = readyOf(row)
  return `${from}–${shown >= lastDay && ready ? formatMinute(ready.endMinute) : sayDayOf(lastDay)}`
}

/** `今天 09:00–10:30`; of a car that stays overnight `昨天 15:00 至 今天 10:30`. */
export function sayVisit(row: BoardRow, today: Day): string {
  const { day, minute, lastDay } = row
  const ready = readyOf(row)
  if (lastDay === null || !ready) return sayDayTime(day, today, saySpanOf(row))
  const from = sayDayTime(day, today, formatMinute(minute))
  return words.stay(from, sayDayTime(lastDay, today, formatMinute(ready.endMinute)))
}
