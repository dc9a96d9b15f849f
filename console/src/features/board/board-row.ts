import type { board, View } from '@pitlane/contract'

/** One booking of the day, personal data masked. */
export type BoardRow = board.BoardRow

/** It lost its place and nobody has helped it yet. */
export const needsHelp = ({ state, isUnseated }: BoardRow): boolean =>
  isUnseated && (state === 'placed' || state === 'confirmed')

/** Cars of the day before come first: they are here already. Then by time; those of one time in the order in which they were placed, so that a new one never jumps ahead of its peers. */
export const byTime = (a: BoardRow, b: BoardRow): number =>
  a.day.localeCompare(b.day) || a.minute - b.minute || a.placedAt.localeCompare(b.placedAt) || a.id.localeCompare(b.id)

/** Where a command left a booking. */
export type Standing = View<typeof board.confirm>

/** The rows with the answer to a command in them; an answer older than what is known changes nothing. */
export const withStanding = (rows: readonly BoardRow[], { id, state, version }: Standing): BoardRow[] =>
  rows.map((row) => (row.id === id && row.version <= version ? { ...row, state, version } : row))
