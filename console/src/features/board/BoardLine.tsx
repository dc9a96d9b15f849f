import { memo } from 'react'
import { StateTag } from '../../ui/StateTag'
import type { BoardRow } from './board-row'
import { clockOf } from './clock'
import { useDueAt } from './queue/use-queue'
import { sayMarks } from './row-marks'
import { RowMarks } from './RowMarks'
import { RowClockMark } from './RowClockMark'
import { saySpanOf } from './span'
import { WorkorderLink } from './WorkorderLink'
import { words } from './words'

interface Props {
  readonly row: BoardRow
  /** The day on the board. */
  readonly day: string
  readonly now: number
  readonly isSelected: boolean
  readonly isNew: boolean
  /** The first row of its hour carries the line that separates the hours. */
  readonly startsHour: boolean
  readonly onOpen: (id: string) => void
}

const classes = ({ row, isSelected, isNew, startsHour }: Props) =>
  [
    'board-line',
    isSelected && 'is-selected',
    isNew && 'is-new',
    startsHour && 'starts-hour',
    (row.state === 'cancelled' || row.state === 'rejected') && 'is-closed',
  ]
    .filter(Boolean)
    .join(' ')

/** Marks and service in full, for where the column is narrow. */
const sayService = (row: BoardRow): string => [sayMarks(row), row.serviceName].filter(Boolean).join(' · ')

/** One booking, 36 px high. */
export const BoardLine = memo(function BoardLine(props: Props) {
  const { row, day, now, isSelected, isNew, onOpen } = props
  const clock = clockOf(row, now, useDueAt(row.id))
  return (
    <tr
      className={classes(props)}
      data-id={row.id}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => onOpen(row.id)}
    >
      <td className="col-time">{saySpanOf(row, day)}</td>
      <td className="col-state">
        <StateTag state={row.state} />
        {isNew && <span className="new-mark">{words.isNew}</span>}
        {clock && <RowClockMark clock={clock} />}
      </td>
      <td className="col-plate">{row.maskedPlate ?? words.unplated}</td>
      <td className="col-name">{row.maskedName ?? words.unknown}</td>
      <td className="col-phone">{row.maskedPhone ?? words.unknown}</td>
      <td className="col-service" title={sayService(row)}>
        <RowMarks row={row} />
        {row.serviceName}
      </td>
      <td className="col-bay" title={row.bayName}>
        {row.bayName}
      </td>
      <td className="col-technicians" title={row.technicianNames.join('、')}>
        {row.technicianNames.join('、') || words.unknown}
      </td>
      <td className="col-workorder">
        <WorkorderLink row={row} />
      </td>
      <td className="col-remark" title={row.remark}>
        {row.remark}
      </td>
    </tr>
  )
})
