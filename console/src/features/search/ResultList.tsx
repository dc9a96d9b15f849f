import type { board } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useEffect } from 'react'
import { sayDayTime } from '../../lib/time'
import { StateTag } from '../../ui/StateTag'
import { words } from './words'

interface Props {
  readonly id: string
  readonly rows: readonly board.BoardRow[]
  readonly active: number
  readonly today: string
  readonly onPick: (row: board.BoardRow) => void
}

/** `search-result-3`: what the input points at while the focus stays in it. */
export const optionId = (listId: string, at: number): string => `${listId}-${at}`

/** What was found, nearest day first. */
export function ResultList({ id, rows, active, today, onPick }: Props) {
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  return (
    <ul id={id} role="listbox" aria-label={words.results} className="results">
      {rows.map((row, i) => (
        <li
          key={row.id}
          id={optionId(id, i)}
          role="option"
          aria-selected={i === active}
          className={i === active ? 'result is-active' : 'result'}
          // The press must not take the focus out of the input: the list would close before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(row)}
        >
          <span className="result-when">{sayDayTime(row.day, today, formatMinute(row.minute))}</span>
          <StateTag state={row.state} />
          <span className="result-plate">{row.maskedPlate ?? words.unplated}</span>
          <span>{row.maskedName ?? words.unknown}</span>
          <span className="result-phone">{row.maskedPhone ?? words.unknown}</span>
          <span className="result-service">{row.serviceName}</span>
        </li>
      ))}
    </ul>
  )
}
