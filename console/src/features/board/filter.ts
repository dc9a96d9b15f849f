import { needsHelp, type BoardRow } from './board-row'

/**
 * `placed` also holds what an owner keeps for a few minutes; `closed`: cancelled, rejected and run out; `unseated`: whatever
 * lost its place, beside its state.
 */
export const boardFilters = ['all', 'placed', 'confirmed', 'arrived', 'no_show', 'closed', 'unseated'] as const
export type BoardFilter = (typeof boardFilters)[number]

/** The filter that an address names; `all` for none and for an unknown one. */
export const filterOf = (text: string | null): BoardFilter => boardFilters.find((filter) => filter === text) ?? 'all'

const groups = {
  held: 'placed',
  placed: 'placed',
  confirmed: 'confirmed',
  arrived: 'arrived',
  no_show: 'no_show',
  cancelled: 'closed',
  rejected: 'closed',
  expired: 'closed',
} as const satisfies Record<BoardRow['state'], BoardFilter>

const groupOf = (row: BoardRow) => groups[row.state]

export const countRows = (rows: readonly BoardRow[]): Record<BoardFilter, number> => {
  const unseated = rows.filter(needsHelp).length
  const counts = { all: rows.length, placed: 0, confirmed: 0, arrived: 0, no_show: 0, closed: 0, unseated }
  rows.forEach((row) => (counts[groupOf(row)] += 1))
  return counts
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・.\-]/g, '')

/** The part of a masked value that can be read, at its end: `沪A·**345` → `345`. */
const tailOf = (masked: string | null) => plain(masked ?? '').replace(/^.*\*/, '')

/**
 * Whether a row fits what was typed: a plate tail, a phone tail or a surname, as far as masked data can tell. A longer tail
 * than the visible one (`2345` for `**345`) stays a possible hit.
 */
export function fitsText(row: BoardRow, text: string): boolean {
  const sought = plain(text)
  if (sought === '') return true
  const fitsTail = (masked: string | null) => {
    const tail = tailOf(masked)
    return tail !== '' && (tail.includes(sought) || sought.endsWith(tail))
  }
  const surname = plain(row.maskedName ?? '').charAt(0)
  const fitsName = surname !== '' && sought.startsWith(surname)
  return fitsName || fitsTail(row.maskedPlate) || fitsTail(row.maskedPhone)
}

export function fitsFilter(row: BoardRow, filter: BoardFilter): boolean {
  if (filter === 'unseated') return needsHelp(row)
  return filter === 'all' || groupOf(row) === filter
}
