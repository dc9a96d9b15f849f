import { formatMinute } from '@pitlane/kernel'
import { saySpan } from '../../lib/time'
import type { BoardRow } from './board-row'
import { words } from './words'

/** `09:00–10:30`; of a car that stays overnight `15:00–24日`. */
export const saySpanOf = ({ minute, endMinute, lastDay }: BoardRow): string =>
  lastDay === null
    ? saySpan(minute, endMinute)
    : `${formatMinute(minute)}–${words.dayOfMonth(Number(lastDay.slice(8)))}`
