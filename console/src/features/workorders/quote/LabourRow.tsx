import { formatFen } from '@pitlane/kernel'
import { Select } from 'antd'
import { labourFen, withHours, type LabourDraft, type LabourUnit } from './draft'
import { CellNumber, CellText, RemoveButton } from './LineFields'
import { words } from './words'

const units = (['小时', '次'] as const).map((unit) => ({ value: unit, label: unit }))

interface Props {
  readonly line: LabourDraft
  readonly which: number
  readonly onChange: (line: LabourDraft) => void
  readonly onRemove: () => void
}

/** One piece of work, by the hour. */
export const LabourRow = ({ line, which, onChange, onRemove }: Props) => (
  <tr>
    <td className="cell-name">
      <CellText
        label={words.field(words.labourName, which)}
        value={line.name}
        onChange={(name) => onChange({ ...line, name })}
        max={60}
      />
    </td>
    <td>
      <CellNumber
        label={words.field(words.labourHours, which)}
        value={line.hours}
        onChange={(hours) => onChange(withHours(line, hours))}
        max={10_000}
      />
    </td>
    <td>
      <Select<LabourUnit>
        aria-label={words.field(words.labourUnit, which)}
        value={line.unit}
        options={units}
        onChange={(unit) => onChange({ ...line, unit })}
      />
    </td>
    <td>
      <CellNumber
        label={words.field(words.labourPrice, which)}
        value={line.unitYuan}
        onChange={(unitYuan) => onChange({ ...line, unitYuan })}
        max={1_000_000}
      />
    </td>
    <td>
      <CellNumber
        label={words.field(words.labourMinutes, which)}
        value={line.minutes}
        onChange={(minutes) => onChange({ ...line, minutes })}
        max={6000}
        precision={0}
      />
    </td>
    <td className="amount number">{formatFen(labourFen(line))}</td>
    <td>
      <RemoveButton label={words.removeLabour(which)} onClick={onRemove} />
    </td>
  </tr>
)
