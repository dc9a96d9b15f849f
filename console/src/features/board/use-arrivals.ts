import { useCallback, useState } from 'react'
import type { BoardRow } from './board-row'

interface Kept {
  readonly list: string
  readonly known: ReadonlySet<string>
  readonly unseen: readonly string[]
}

const isOpen = (row: BoardRow) => row.state === 'placed' || row.state === 'confirmed'

function next(kept: Kept, list: string, rows: readonly BoardRow[]): Kept {
  const ids = new Set(rows.map((row) => row.id))
  if (kept.list !== list) return { list, known: ids, unseen: [] }
  const fresh = rows.filter((row) => !kept.known.has(row.id) && isOpen(row)).map((row) => row.id)
  const unseen = kept.unseen.filter((id) => ids.has(id))
  const isUnchanged = fresh.length === 0 && unseen.length === kept.unseen.length
  return isUnchanged ? kept : { list, known: new Set([...kept.known, ...ids]), unseen: [...unseen, ...fresh] }
}

function seen(kept: Kept, isSeen: (id: string) => boolean): Kept {
  return kept.unseen.some(isSeen) ? { ...kept, unseen: kept.unseen.filter((id) => !isSeen(id)) } : kept
}

/**
 * Bookings that came in while the board was open and that nobody has looked at yet, in order of arrival.
 * @param list names the day that is shown; another day starts with nothing new
 */
export function useArrivals(list: string, rows: readonly BoardRow[]) {
  const [kept, setKept] = useState<Kept>(() => next({ list: '', known: new Set(), unseen: [] }, list, rows))
  const current = next(kept, list, rows)
  if (current !== kept) setKept(current)
  const see = useCallback((id: string) => setKept((k) => seen(k, (unseen) => unseen === id)), [])
  const seeAll = useCallback(() => setKept((k) => seen(k, () => true)), [])
  return { unseen: current.unseen, see, seeAll }
}
