import { formatFen } from '@pitlane/kernel'
import { Select } from 'antd'
import { materialFen, type MaterialDraft, type Unit } from './draft'
import { CellNumber, CellText, RemoveButton } from './LineFields'
import { words } from './words'

const units = (['件', '升', '套', '次'] as const satisfies readonly Unit[]).map((unit) => ({
  value: unit,
  label: unit,
}))

interface Props {
  readonly line: MaterialDraft
  readonly which: number
  /** The labour that it may be for. */
  readonly options: readonly { value: number; label: string }[]
  readonly onChange: (line: MaterialDraft) => void
  readonly onRemove: () => void
}

/** One material, and the work that it is for. */
export const MaterialRow = ({ line, which, options, onChange, onRemove }: Props) => (
  <tr>
    <td className="cell-name">
      <CellText
        label={words.field(words.materialName, which)}
        value={line.name}
        onChange={(name) => onChange({ ...line, name })}
        max={60}
      />
    </td>
    <td className="cell-of">
      <Select
        aria-label={words.field(words.materialOf, which)}
        value={line.of}
        options={[...options]}
        onChange={(of) => onChange({ ...line, of })}
      />
    </td>
    <td>
      <CellText
        label={words.field(words.materialCode, which)}
        value={line.partCode}
        onChange={(partCode) => onChange({ ...line, partCode })}
        max={40}
      />
    </td>
    <td>
      <CellNumber
        label={words.field(words.materialQuantity, which)}
        value={line.quantity}
        onChange={(quantity) => onChange({ ...line, quantity })}
        max={10_000}
      />
    </td>
    <td>
      <Select<Unit>
        aria-label={words.field(words.materialUnit, which)}
        value={line.unit}
        options={units}
        onChange={(unit) => onChange({ ...line, unit })}
      />
    </td>
    <td>
      <CellNumber
        label={words.field(words.materialPrice, which)}
        value={line.unitYuan}
        onChange={(unitYuan) => onChange({ ...line, unitYuan })}
        max={1_000_000}
      />
    </td>
    <td className="amount number">{formatFen(materialFen(line))}</td>
    <td>
      <RemoveButton label={words.removeMaterial(which)} onClick={onRemove} />
    </td>
  </tr>
)
