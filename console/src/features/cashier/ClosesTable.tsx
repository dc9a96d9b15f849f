import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { sayDifference } from './say'
import { totalOf, type Close } from './sums'
import { words } from './words'

interface Props {
  readonly closes: readonly Close[]
  readonly selected: string | null
  readonly onOpen: (id: string) => void
}

const amounts: readonly string[] = ['in', 'out', 'counted', 'difference']

/** The day closes before, latest first. */
export function ClosesTable({ closes, selected, onOpen }: Props) {
  if (closes.length === 0) return <p className="muted">{words.noCloses}</p>
  return (
    <table className="lines-table" aria-label={words.closes}>
      <thead>
        <tr>
          {Object.entries(words.closeColumns).map(([key, label]) => (
            <th key={key} scope="col" className={amounts.includes(key) ? 'amount' : undefined}>
              {label}
            </th>
          ))}
          <th aria-label={words.open} />
        </tr>
      </thead>
      <tbody>
        {closes.map((close) => (
          <Line key={close.id} close={close} isSelected={close.id === selected} onOpen={() => onOpen(close.id)} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly close: Close
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function Line({ close, isSelected, onOpen }: LineProps) {
  const { today } = useStore()
  const total = totalOf(close.sums)
  const at = sayInstant(close.untilAt, today)
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <td className="number">{at}</td>
      <td>{close.byName}</td>
      <td className="amount number">{formatFen(total.inFen)}</td>
      <td className="amount number">{total.outFen === 0 ? '0' : formatFen(-total.outFen)}</td>
      <td className="amount number">{formatFen(close.countedFen)}</td>
      <td className="amount number">{sayDifference(close.differenceFen)}</td>
      <td className="amount">
        <Button type="link" size="small" aria-label={`${words.open} ${at}`} onClick={onOpen}>
          {words.open}
        </Button>
      </td>
    </tr>
  )
}
