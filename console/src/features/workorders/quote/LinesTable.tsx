import type { workorder } from '@pitlane/contract'
import type { ReactNode } from 'react'
import { sayFen } from '../money'
import { words as shared } from '../words'
import { words } from './words'

const { columns } = words

export type SeenLine = workorder.QuoteLine & {
  readonly amountFen: number | null
  readonly isApproved?: boolean | null
  /** The work that a material is for, where its place does not tell. */
  readonly forName?: string | null
  /** What became of it, in a word. */
  readonly note?: string | null
}

interface Column {
  readonly label: string
  /** Amounts stand at the right. */
  readonly isAmount: boolean
  readonly cell: (line: SeenLine) => ReactNode
}

const text = (label: string, cell: Column['cell']): Column => ({ label, isAmount: false, cell })
const amount = (label: string, cell: Column['cell']): Column => ({ label, isAmount: true, cell })

const name = (label: string) =>
  text(label, (line) => (
    <>
      {line.name} {line.note && <span className="tag tone-muted">{line.note}</span>}
    </>
  ))
const quantity = (label: string) => amount(label, (line) => `${line.quantityCenti / 100} ${line.unit}`)
const price = amount(columns.plainUnitPrice, (line) => sayFen(line.amountFen === null ? null : line.unitFen))
const sum = amount(columns.amount, (line) => sayFen(line.amountFen))
const minutes = amount(columns.plainMinutes, (line) =>
  line.minutes === null ? shared.unknown : shared.minutes(line.minutes),
)

const labourColumns = [name(words.labourTable), quantity(columns.plainHours), price, minutes, sum]

const materialColumns = (all: readonly SeenLine[]) => [
  name(words.materialTable),
  text(columns.of, (line) => line.forName ?? (line.of === null ? null : all[line.of]?.name) ?? shared.unknown),
  text(columns.code, (line) => line.partCode ?? shared.unknown),
  ...[quantity(columns.quantity), price, sum],
]

/** Lines to be read: labour, then material. */
export function LinesTable({ lines }: { readonly lines: readonly SeenLine[] }) {
  const material = lines.filter(({ kind }) => kind === 'material')
  return (
    <>
      <SeenPart
        label={words.labourTable}
        columns={labourColumns}
        lines={lines.filter(({ kind }) => kind === 'labour')}
      />
      {material.length > 0 && (
        <SeenPart label={words.materialTable} columns={materialColumns(lines)} lines={material} />
      )}
    </>
  )
}

interface PartProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly lines: readonly SeenLine[]
}

const SeenPart = ({ label, columns: all, lines }: PartProps) => (
  <table className="lines-table" aria-label={label}>
    <thead>
      <tr>
        {all.map((column) => (
          <th key={column.label} scope="col" className={column.isAmount ? 'amount' : undefined}>
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line, at) => (
        <tr key={at} className={line.isApproved === false ? 'is-declined' : undefined}>
          {all.map((column) => (
            <td key={column.label} className={column.isAmount ? 'amount number' : undefined}>
              {column.cell(line)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
