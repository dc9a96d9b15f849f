import { normPlate } from '@pitlane/contract'
import type { BoardRow } from '../board-row'

export const CHARS_MIN = 4

/** A booking number in whatever a scanner typed: the bare number, or an address that holds it. */
export const numberIn = (text: string): string | undefined =>
  /BK[0-9A-Z]{8}/.exec(normPlate(text).replace(/\W/g, ''))?.[0]

/** What of the input is asked for: the tail of a plate, without the dots and spaces that people put into it. */
export const tailIn = (text: string): string => normPlate(text)

const isExpected = ({ state }: BoardRow) =>
  state === 'placed' || state === 'confirmed' || state === 'no_show' || state === 'arrived'

/** Those whose car may stand in the yard now; those still to come before those that are here. */
export const expected = (rows: readonly BoardRow[], day: string): BoardRow[] => {
  const fitting = rows.filter((row) => row.day === day && isExpected(row))
  const open = fitting.filter((row) => row.state !== 'arrived')
  return open.length > 0 ? open : fitting
}
