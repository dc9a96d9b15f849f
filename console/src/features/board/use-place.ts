import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { filterOf, type BoardFilter } from './filter'

/** How the day is shown: as a list, or as a plan by bay or by technician. */
export const boardViews = ['list', 'bays', 'technicians'] as const
export type BoardShape = (typeof boardViews)[number]

/** Where the reader is: the filter and the open booking live in the address, so that a colleague can be sent there. */
export function usePlace() {
  const [params, setParams] = useSearchParams()
  const [cursor, setCursor] = useState<string | null>(null)
  const openId = params.get('open')
  const put = (changes: Readonly<Record<string, string | null>>) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous)
        Object.entries(changes).forEach(([name, value]) => (value === null ? next.delete(name) : next.set(name, value)))
        return next
      },
      { replace: true },
    )
  const open = (id: string | null) => {
    if (id !== null) setCursor(id)
    put({ open: id })
  }
  return {
    filter: filterOf(params.get('state')),
    setFilter: (filter: BoardFilter) => put({ state: filter === 'all' ? null : filter }),
    shape: boardViews.find((shape) => shape === params.get('view')) ?? 'list',
    setShape: (shape: BoardShape) => put({ view: shape === 'list' ? null : shape }),
    openId,
    open,
    /** The row that keys act on. */
    cursor: openId ?? cursor,
    /** Moves the cursor; an open panel follows it. */
    moveTo: (id: string) => (openId === null ? setCursor(id) : open(id)),
    /** Puts the cursor on a row that the filter may hide. */
    moveToAny(id: string) {
      setCursor(id)
      put({ state: null, ...(openId === null ? {} : { open: id }) })
    },
  }
}

export type Place = ReturnType<typeof usePlace>
