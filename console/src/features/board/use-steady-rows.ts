import { useState } from 'react'
import type { BoardRow } from './board-row'
import { settle, type Steady } from './steady'

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, i) => id === b[i])

interface Kept extends Steady {
  readonly reason: string
}

/**
 * The rows to show, in an order that does not change under the pointer.
 * @param rows every row of the day, in order
 * @param wanted those that belong on the screen
 * @param reason what the person asked to see (day, filter, text): when that changes, the new rows are shown at once
 */
export function useSteadyRows(rows: readonly BoardRow[], wanted: readonly BoardRow[], reason: string, isHeld: boolean) {
  const [kept, setKept] = useState<Kept>({ shown: [], held: [], reason: '' })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const next = settle(
    kept,
    wanted.map((row) => row.id),
    new Set(byId.keys()),
    isHeld && kept.reason === reason,
  )
  if (kept.reason !== reason || !isSame(kept.shown, next.shown) || !isSame(kept.held, next.held)) {
    setKept({ ...next, reason })
  }
  return { shown: next.shown.flatMap((id) => byId.get(id) ?? []), held: next.held }
}
