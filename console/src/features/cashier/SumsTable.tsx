import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { totalOf, type Sums } from './sums'
import { words } from './words'

interface Props {
  readonly sums: Sums
  readonly label: string
}

/** What came in and went back, by way of paying, with the sum of all. */
export function SumsTable({ sums, label }: Props) {
  const total = totalOf(sums)
  return (
    <table className="lines-table" aria-label={label}>
      <thead>
        <tr>
          {words.sumColumns.map((name, at) => (
            <th key={name} scope="col" className={at === 0 ? undefined : 'amount'}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sums.map(({ method, ...sum }) => (
          <Row key={method} name={settlement.receiptMethods[method]} {...sum} />
        ))}
      </tbody>
      <tfoot>
        <Row name={words.sumRow} {...total} />
      </tfoot>
    </table>
  )
}

interface RowProps {
  readonly name: string
  readonly count: number
  readonly inFen: number
  readonly outFen: number
}

const Row = ({ name, count, inFen, outFen }: RowProps) => (
  <tr>
    <td>{name}</td>
    <td className="amount number">{count}</td>
    <td className="amount number">{formatFen(inFen)}</td>
    <td className="amount number">{outFen === 0 ? '0' : formatFen(-outFen)}</td>
    <td className="amount number">{formatFen(inFen - outFen)}</td>
  </tr>
)
