import { PlusOutlined } from '@ant-design/icons'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { totalsOf, withLabour, withMaterial, withoutLabour, type LinesDraft } from './draft'
import { LabourRow } from './LabourRow'
import { MaterialRow } from './MaterialRow'
import { words } from './words'

const { columns } = words

interface Props {
  readonly draft: LinesDraft
  readonly onChange: (draft: LinesDraft) => void
}

/** Labour and material apart, as the law asks, with what they come to. */
export function LinesEditor({ draft, onChange }: Props) {
  return (
    <div className="lines-editor">
      <LabourTable draft={draft} onChange={onChange} />
      <MaterialTable draft={draft} onChange={onChange} />
      <Totals {...totalsOf(draft)} />
    </div>
  )
}

const Head = ({ labels, numbers }: { readonly labels: readonly string[]; readonly numbers: readonly string[] }) => (
  <thead>
    <tr>
      {labels.map((label) => (
        <th key={label} scope="col" className={numbers.includes(label) ? 'amount' : undefined}>
          {label}
        </th>
      ))}
      <th />
    </tr>
  </thead>
)

function LabourTable({ draft, onChange }: Props) {
  const { labour } = draft
  return (
    <>
      <table className="lines-table" aria-label={words.labourTable}>
        <Head
          labels={[columns.name, columns.hours, columns.unit, columns.unitPrice, columns.minutes, columns.amount]}
          numbers={[columns.amount]}
        />
        <tbody>
          {labour.map((line, at) => (
            <LabourRow
              key={line.key}
              line={line}
              which={at + 1}
              onChange={(next) => onChange({ ...draft, labour: labour.map((one) => (one === line ? next : one)) })}
              onRemove={() => onChange(withoutLabour(draft, line.key))}
            />
          ))}
        </tbody>
      </table>
      <Button
        className="lines-add"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange(withLabour(draft))}
      >
        {words.addLabour}
      </Button>
    </>
  )
}

function MaterialTable({ draft, onChange }: Props) {
  const { labour, material } = draft
  const options = labour.map(({ key, name }, at) => ({ value: key, label: name.trim() || words.unnamed(at + 1) }))
  return (
    <>
      <table className="lines-table" aria-label={words.materialTable}>
        <Head
          labels={[
            ...[columns.material, columns.of, columns.code],
            ...[columns.quantity, columns.unit, columns.unitPrice, columns.amount],
          ]}
          numbers={[columns.amount]}
        />
        <tbody>
          {material.map((line, at) => (
            <MaterialRow
              key={line.key}
              line={line}
              which={at + 1}
              options={options}
              onChange={(next) => onChange({ ...draft, material: material.map((one) => (one === line ? next : one)) })}
              onRemove={() => onChange({ ...draft, material: material.filter((one) => one !== line) })}
            />
          ))}
          {material.length === 0 && (
            <tr>
              <td colSpan={8} className="muted">
                {words.noMaterial}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <Button
        className="lines-add"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={labour.length === 0}
        onClick={() => onChange(withMaterial(draft))}
      >
        {words.addMaterial}
      </Button>
    </>
  )
}

interface TotalsProps {
  readonly labour: number
  readonly material: number
  readonly total: number
}

/** What it comes to, in yuan. */
export const Totals = ({ labour, material, total }: TotalsProps) => (
  <dl className="totals" aria-label={words.total}>
    <div>
      <dt>{words.labour}</dt>
      <dd>{formatFen(labour)}</dd>
    </div>
    <div>
      <dt>{words.material}</dt>
      <dd>{formatFen(material)}</dd>
    </div>
    <div className="totals-sum">
      <dt>{words.total}</dt>
      <dd>{formatFen(total)}</dd>
    </div>
  </dl>
)
