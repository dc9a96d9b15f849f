import { formatFen } from '@pitlane/kernel'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { lineFenOf, type LineDraft, type Unit } from './draft'
import { CellNumber, CellText, RemoveButton } from './LineFields'

const MAX_QUANTITY = 10_000
const MAX_YUAN = 1_000_000
const MAX_NAME = 60

/** What the fields of a row are called. */
interface RowLabels {
  readonly name: string
  readonly quantity: string
  readonly unit: string
  readonly price: string
  readonly remove: string
}

interface Props<L extends LineDraft> {
  readonly line: L
  readonly labels: RowLabels
  readonly units: readonly L['unit'][]
  readonly onQuantity: (quantity: number | null) => void
  readonly onChange: (part: Partial<LineDraft<L['unit']>>) => void
  readonly onRemove: () => void
  /** Cells after the name. */
  readonly before?: ReactNode
  /** Cells after the price. */
  readonly after?: ReactNode
}

/** One line of work or material. */
export const LineRow = <L extends LineDraft>({ line, labels, units, before, after, ...on }: Props<L>) => (
  <tr>
    <td className="cell-name">
      <CellText label={labels.name} value={line.name} onChange={(name) => on.onChange({ name })} max={MAX_NAME} />
    </td>
    {before}
    <td>
      <CellNumber label={labels.quantity} value={line.quantity} onChange={on.onQuantity} max={MAX_QUANTITY} />
    </td>
    <td>
      <Select<Unit>
        aria-label={labels.unit}
        value={line.unit}
        options={units.map((unit) => ({ value: unit, label: unit }))}
        onChange={(unit) => on.onChange({ unit })}
      />
    </td>
    <td>
      <CellNumber
        label={labels.price}
        value={line.unitYuan}
        onChange={(unitYuan) => on.onChange({ unitYuan })}
        max={MAX_YUAN}
      />
    </td>
    {after}
    <td className="amount number">{formatFen(lineFenOf(line))}</td>
    <td>
      <RemoveButton label={labels.remove} onClick={on.onRemove} />
    </td>
  </tr>
)
