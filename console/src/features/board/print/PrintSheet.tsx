import { booking, type board, type View } from '@pitlane/contract'
import { createPortal } from 'react-dom'
import { useStore } from '../../../lib/staff'
import { localTime, sayDate } from '../../../lib/time'
import { useIsPrinting } from '../../../lib/use-is-printing'
import { formatMinute } from '@pitlane/kernel'
import { byTime, type BoardRow } from '../board-row'
import { sayMarks } from '../row-marks'
import { saySpanOf } from '../span'
import { words as boardWords } from '../words'
import { words } from './words'

/** Opens the browser's print dialogue; the sheet appears by itself. */
export const printDay = (): void => window.print()

/** Nobody needs on paper what will not come. */
const isComing = ({ state }: BoardRow) => state === 'placed' || state === 'confirmed' || state === 'arrived'

/** The day on paper: a plain table with a column to tick. It exists while the page is printed. */
export function PrintSheet({ data }: { readonly data: View<typeof board.board> }) {
  const isPrinting = useIsPrinting()
  return isPrinting ? createPortal(<Sheet data={data} />, document.body) : null
}

function Sheet({ data }: { readonly data: View<typeof board.board> }) {
  const { name } = useStore()
  const rows = data.rows.filter(isComing).sort(byTime)
  const printed = localTime(new Date())
  return (
    <section className="print-sheet" aria-label={words.title}>
      <h1>{words.heading(name, sayDate(data.day))}</h1>
      <p>{words.summary(rows.length, `${sayDate(printed.day)} ${formatMinute(printed.minute)}`)}</p>
      <table>
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PrintLine key={row.id} row={row} day={data.day} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PrintLine({ row, day }: { readonly row: BoardRow; readonly day: string }) {
  return (
    <tr>
      <td>{saySpanOf(row, day)}</td>
      <td>{row.maskedPlate ?? boardWords.unplated}</td>
      <td>{row.maskedName ?? boardWords.unknown}</td>
      <td>{row.vehicleName}</td>
      <td>{row.serviceName}</td>
      <td>{row.bayName}</td>
      <td>{row.technicianNames.join('、')}</td>
      <td>{[booking.bookingStates[row.state].zh, sayMarks(row)].filter(Boolean).join(' · ')}</td>
      <td>{row.number}</td>
      <td>{row.remark}</td>
    </tr>
  )
}
