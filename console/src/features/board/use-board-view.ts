import { useEffect, useMemo } from 'react'
import { byTime, type BoardRow } from './board-row'
import { countRows, fitsFilter, fitsText } from './filter'
import { useArrivals } from './use-arrivals'
import type { Place } from './use-place'
import { usePointerHold } from '../../lib/use-pointer-hold'
import { useSteadyRows } from './use-steady-rows'

/** The row above or below `from`, also when `from` has just left the list; the first or last one without it. */
function neighbour(shown: readonly BoardRow[], from: BoardRow | undefined, step: 1 | -1): BoardRow | undefined {
  const beyond = shown.filter((row) => from === undefined || byTime(row, from) * step > 0)
  return beyond.at(step === 1 ? 0 : -1)
}

/**
 * What the board shows of one day's rows.
 * @param list names the store and day
 * @param text what was typed into the search box
 */
export function useBoardView(list: string, unsorted: readonly BoardRow[], place: Place, text: string) {
  const rows = useMemo(() => [...unsorted].sort(byTime), [unsorted])
  const { isHeld, release, handlers } = usePointerHold()
  const wanted = rows.filter((row) => fitsFilter(row, place.filter) && fitsText(row, text))
  const steady = useSteadyRows(rows, wanted, `${list} ${place.filter} ${text}`, isHeld)
  const { unseen, see, seeAll } = useArrivals(list, rows)
  const { openId } = place
  useEffect(() => {
    if (openId !== null) see(openId)
  }, [openId, see])
  const { shown } = steady
  const openRow = rows.find((row) => row.id === openId)
  const cursorRow = rows.find((row) => row.id === place.cursor)

  const moveBy = (step: 1 | -1) => {
    const to = neighbour(shown, cursorRow, step)
    if (to) place.moveTo(to.id)
  }
  const showArrivals = () => {
    const [first] = unseen
    release()
    seeAll()
    if (first !== undefined) place.moveToAny(first)
  }
  return {
    shown,
    counts: countRows(rows),
    isEmpty: rows.length === 0,
    unseen,
    showArrivals,
    pointer: handlers,
    /** The row that keys act on: one that can be seen, never one that the filter hides. */
    current: openRow ?? shown.find((row) => row.id === place.cursor),
    openRow,
    moveBy,
  }
}

export type BoardView = ReturnType<typeof useBoardView>
