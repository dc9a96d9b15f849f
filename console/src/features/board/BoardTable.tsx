import { useEffect, type MouseEventHandler, type WheelEventHandler } from 'react'
import { hasTypingFocus } from '../../lib/shortcuts'
import { useNow } from '../../lib/use-now'
import { BoardLine } from './BoardLine'
import type { BoardRow } from './board-row'
import { useScrollAnchor } from './use-scroll-anchor'
import { words } from './words'

/** The waiting clocks show minutes. */
const CLOCK_MS = 15_000

const columns = Object.entries(words.columns)
const hourOf = (row: BoardRow | undefined) => (row ? Math.floor(row.minute / 60) : -1)

interface Props {
  readonly rows: readonly BoardRow[]
  /** The day on the board. */
  readonly day: string
  readonly cursor: string | null
  readonly newIds: readonly string[]
  readonly onOpen: (id: string) => void
  readonly pointer: {
    readonly onMouseMove: MouseEventHandler
    readonly onMouseLeave: MouseEventHandler
    readonly onWheel: WheelEventHandler
  }
}

/** The bookings of one day by time. */
export function BoardTable({ rows, day, cursor, newIds, onOpen, pointer }: Props) {
  const now = useNow(CLOCK_MS)
  const { box, onScroll } = useScrollAnchor(rows.map((row) => row.id).join(), cursor)
  useEffect(() => {
    const lines = box.current?.querySelectorAll<HTMLElement>('[data-id]') ?? []
    const line = [...lines].find((candidate) => candidate.dataset['id'] === cursor)
    line?.scrollIntoView({ block: 'nearest' })
    // The focus goes along, so that Enter means this row and not the link that was clicked before.
    if (!hasTypingFocus()) line?.focus({ preventScroll: true })
  }, [box, cursor])
  return (
    <div className="board-scroll" ref={box} onScroll={onScroll}>
      <table className="board-table" role="grid" aria-label={words.list} aria-rowcount={rows.length}>
        <thead>
          <tr>
            {columns.map(([name, label]) => (
              <th key={name} scope="col" className={`col-${name}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...pointer}>
          {rows.map((row, i) => (
            <BoardLine
              key={row.id}
              row={row}
              day={day}
              now={now}
              isSelected={row.id === cursor}
              isNew={newIds.includes(row.id)}
              startsHour={i > 0 && hourOf(row) !== hourOf(rows[i - 1])}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
