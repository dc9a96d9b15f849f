import { PrinterOutlined } from '@ant-design/icons'
import { formatFen, formatMinute } from '@pitlane/kernel'
import { Button } from 'antd'
import { createPortal } from 'react-dom'
import { useStore } from '../../lib/staff'
import { localTime, sayInstant } from '../../lib/time'
import { Facts } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { sayDifference } from './say'
import type { Close } from './sums'
import { SumsTable } from './SumsTable'
import { words } from './words'

interface Props {
  readonly close: Close
  readonly onClose: () => void
}

/** `2026-11-30 16:37`: paper is read on other days. */
function onPaper(instant: string): string {
  const { day, minute } = localTime(new Date(instant))
  return `${day} ${formatMinute(minute)}`
}

function factsOf({ fromAt, untilAt, byName, countedFen, differenceFen, note }: Close, say: (at: string) => string) {
  const { facts } = words
  const from = fromAt === null ? words.sinceEver : say(fromAt)
  return [
    { label: facts.span, value: words.span(from, say(untilAt)) },
    { label: facts.by, value: byName },
    { label: facts.counted, value: formatFen(countedFen) },
    { label: facts.difference, value: sayDifference(differenceFen) },
    { label: facts.note, value: note },
  ]
}

/** One day close, and the way to have it on paper. */
export function ClosePanel({ close, onClose }: Props) {
  const { today } = useStore()
  const facts = factsOf(close, (at) => sayInstant(at, today))
  return (
    <SidePanel
      label={words.panel}
      title={words.panel}
      onClose={onClose}
      footer={
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {words.print}
        </Button>
      }
    >
      <Facts facts={facts} />
      <hr />
      <SumsTable sums={close.sums} label={words.sumRow} />
      {createPortal(<CloseSheet close={close} />, document.body)}
    </SidePanel>
  )
}

function CloseSheet({ close }: Pick<Props, 'close'>) {
  const { name } = useStore()
  const facts = [{ label: words.facts.store, value: name }, ...factsOf(close, onPaper)]
  return (
    <section className="print-sheet paper-sheet" aria-hidden="true">
      <h1>{words.sheetTitle}</h1>
      <table className="paper-form">
        <tbody>
          {facts.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <SumsTable sums={close.sums} label={words.sheetTitle} />
      <div className="paper-signs">
        <p>{words.signCashier}</p>
        <p>{words.signManager}</p>
      </div>
    </section>
  )
}
