import type { BillLine } from '../closing/bill'
import { sayFen } from '../money'
import { words } from './words'

interface Props {
  readonly lines: readonly BillLine[]
  readonly sumFen: number
}

const Head = ({ columns }: { readonly columns: readonly string[] }) => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th key={column} scope="col">
          {column}
        </th>
      ))}
    </tr>
  </thead>
)

interface SumProps {
  readonly label: string
  readonly sumFen: number
  readonly before: number
  readonly after: number
}

const Sum = ({ label, sumFen, before, after }: SumProps) => (
  <tfoot>
    <tr>
      <th scope="row" colSpan={before}>
        {label}
      </th>
      <td className="amount">{sayFen(sumFen)}</td>
      {after > 0 && <td colSpan={after} />}
    </tr>
  </tfoot>
)

const priceOf = ({ line }: BillLine) => (line.amountFen === null ? words.blank : sayFen(line.unitFen))
const quantityOf = ({ line }: BillLine) => words.labourUnit(line.quantityCenti / 100, line.unit)

/** 工时费, by the hour. */
export const LabourLines = ({ lines, sumFen }: Props) => (
  <table aria-label={words.labour}>
    <Head columns={words.labourColumns} />
    <tbody>
      {lines.map((one, i) => (
        <tr key={i}>
          <td>{i + 1}</td>
          <td>{one.line.name}</td>
          <td className="amount">{quantityOf(one)}</td>
          <td className="amount">{priceOf(one)}</td>
          <td className="amount">{sayFen(one.line.amountFen)}</td>
        </tr>
      ))}
    </tbody>
    <Sum label={words.labourSum} sumFen={sumFen} before={4} after={0} />
  </table>
)

/** 材料费, with what the law wants to know of each part. */
export const MaterialLines = ({ lines, sumFen }: Props) => (
  <>
    <table aria-label={words.material}>
      <Head columns={words.materialColumns} />
      <tbody>
        {lines.map((one, i) => (
          <tr key={i}>
            <td>{i + 1}</td>
            <td>{one.line.name}</td>
            <td>{one.line.partCode}</td>
            <td />
            <td className="amount">{quantityOf(one)}</td>
            <td className="amount">{priceOf(one)}</td>
            <td className="amount">{sayFen(one.line.amountFen)}</td>
            <td />
            <td />
          </tr>
        ))}
        {lines.length === 0 && (
          <tr>
            <td colSpan={9}>{words.none}</td>
          </tr>
        )}
      </tbody>
      <Sum label={words.materialSum} sumFen={sumFen} before={6} after={2} />
    </table>
    <p className="paper-note">{words.partKinds}</p>
  </>
)
