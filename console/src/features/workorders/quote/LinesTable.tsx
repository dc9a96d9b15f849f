import type { workorder } from '@pitlane/contract'
import { sayFen } from '../money'
import { words as shared } from '../words'
import { words } from './words'

const { columns } = words

export type SeenLine = workorder.QuoteLine & {
  readonly amountFen: number | null
  readonly isApproved?: boolean | null
  /** The work that a material is for, where its place does not tell. */
  readonly forName?: string | null
}

const quantityOf = ({ quantityCenti, unit }: SeenLine) => `${quantityCenti / 100} ${unit}`

interface Props {
  readonly lines: readonly SeenLine[]
}

/** Lines to be read: labour, then material. */
export function LinesTable({ lines }: Props) {
  const labour = lines.filter(({ kind }) => kind === 'labour')
  const material = lines.filter(({ kind }) => kind === 'material')
  return (
    <>
      <table className="lines-table" aria-label={words.labourTable}>
        <thead>
          <tr>
            <th scope="col">{words.labourTable}</th>
            <th scope="col" className="amount">
              {columns.plainHours}
            </th>
            <th scope="col" className="amount">
              {columns.plainUnitPrice}
            </th>
            <th scope="col" className="amount">
              {columns.plainMinutes}
            </th>
            <th scope="col" className="amount">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {labour.map((line, at) => (
            <tr key={at} className={line.isApproved === false ? 'is-declined' : undefined}>
              <td>{line.name}</td>
              <td className="amount number">{quantityOf(line)}</td>
              <td className="amount number">{sayFen(line.amountFen === null ? null : line.unitFen)}</td>
              <td className="amount number">{line.minutes === null ? shared.unknown : shared.minutes(line.minutes)}</td>
              <td className="amount number">{sayFen(line.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {material.length > 0 && <MaterialLines material={material} lines={lines} />}
    </>
  )
}

interface MaterialProps extends Props {
  readonly material: readonly SeenLine[]
}

const MaterialLines = ({ material, lines }: MaterialProps) => (
  <table className="lines-table" aria-label={words.materialTable}>
    <thead>
      <tr>
        <th scope="col">{words.materialTable}</th>
        <th scope="col">{columns.of}</th>
        <th scope="col">{columns.code}</th>
        <th scope="col" className="amount">
          {columns.quantity}
        </th>
        <th scope="col" className="amount">
          {columns.plainUnitPrice}
        </th>
        <th scope="col" className="amount">
          {columns.amount}
        </th>
      </tr>
    </thead>
    <tbody>
      {material.map((line, at) => (
        <tr key={at} className={line.isApproved === false ? 'is-declined' : undefined}>
          <td>{line.name}</td>
          <td>{line.forName ?? (line.of === null ? null : lines[line.of]?.name) ?? shared.unknown}</td>
          <td>{line.partCode ?? shared.unknown}</td>
          <td className="amount number">{quantityOf(line)}</td>
          <td className="amount number">{sayFen(line.amountFen === null ? null : line.unitFen)}</td>
          <td className="amount number">{sayFen(line.amountFen)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
