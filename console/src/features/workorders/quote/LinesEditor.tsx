import { PlusOutlined } from '@ant-design/icons'
import { formatFen } from '@pitlane/kernel'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import {
  labourUnits,
  materialUnits,
  totalsOf,
  withHours,
  withLabour,
  withMaterial,
  withoutLabour,
  type LabourDraft,
  type LinesDraft,
  type MaterialDraft,
} from './draft'
import { CellNumber, CellText } from './LineFields'
import { LineRow } from './LineRow'
import { words } from './words'

const { columns } = words
const MAX_MINUTES = 6000
const MAX_CODE = 40

interface Props {
  readonly draft: LinesDraft
  readonly onChange: (draft: LinesDraft) => void
}

/** Labour and material apart, as the law asks, with what they come to. */
export const LinesEditor = ({ draft, onChange }: Props) => (
  <div className="lines-editor">
    <Labour draft={draft} onChange={onChange} />
    <Material draft={draft} onChange={onChange} />
    <Totals {...totalsOf(draft)} />
  </div>
)

interface PartProps {
  readonly label: string
  readonly heads: readonly string[]
  readonly none: string
  readonly addLabel: string
  readonly canAdd: boolean
  readonly onAdd: () => void
  /** A row each. */
  readonly children: readonly ReactNode[]
}

/** One half of the quote: its lines, and the way to one more. */
const LinesPart = ({ label, heads, none, addLabel, canAdd, onAdd, children }: PartProps) => (
  <>
    <table className="lines-table" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={head === columns.amount ? 'amount' : undefined}>
              {head}
            </th>
          ))}
          <th />
        </tr>
      </thead>
      <tbody>
        {children}
        {children.length === 0 && (
          <tr>
            <td colSpan={heads.length + 1} className="muted">
              {none}
            </td>
          </tr>
        )}
      </tbody>
    </table>
    <Button
      className="lines-add"
      size="small"
      icon={<PlusOutlined aria-hidden="true" />}
      disabled={!canAdd}
      onClick={onAdd}
    >
      {addLabel}
    </Button>
  </>
)

function Labour({ draft, onChange }: Props) {
  const { labour } = draft
  const replace = (line: LabourDraft, next: LabourDraft) =>
    onChange({ ...draft, labour: labour.map((one) => (one === line ? next : one)) })
  return (
    <LinesPart
      label={words.labourTable}
      heads={[columns.name, columns.hours, columns.unit, columns.unitPrice, columns.minutes, columns.amount]}
      none={words.lack.labour}
      addLabel={words.addLabour}
      canAdd
      onAdd={() => onChange(withLabour(draft))}
    >
      {labour.map((line, at) => (
        <LineRow
          key={line.key}
          line={line}
          labels={words.labourFields(at + 1)}
          units={labourUnits}
          onQuantity={(hours) => replace(line, withHours(line, hours))}
          onChange={(part) => replace(line, { ...line, ...part })}
          onRemove={() => onChange(withoutLabour(draft, line.key))}
          after={
            <td>
              <CellNumber
                label={words.labourFields(at + 1).minutes}
                value={line.minutes}
                onChange={(minutes) => replace(line, { ...line, minutes })}
                max={MAX_MINUTES}
                precision={0}
              />
            </td>
          }
        />
      ))}
    </LinesPart>
  )
}

function Material({ draft, onChange }: Props) {
  const { labour, material } = draft
  const options = labour.map(({ key, name }, at) => ({ value: key, label: name.trim() || words.unnamed(at + 1) }))
  const replace = (line: MaterialDraft, part: Partial<MaterialDraft>) =>
    onChange({ ...draft, material: material.map((one) => (one === line ? { ...line, ...part } : one)) })
  return (
    <LinesPart
      label={words.materialTable}
      heads={[
        ...[columns.material, columns.of, columns.code],
        ...[columns.quantity, columns.unit, columns.unitPrice, columns.amount],
      ]}
      none={words.noMaterial}
      addLabel={words.addMaterial}
      canAdd={labour.length > 0}
      onAdd={() => onChange(withMaterial(draft))}
    >
      {material.map((line, at) => (
        <LineRow
          key={line.key}
          line={line}
          labels={words.materialFields(at + 1)}
          units={materialUnits}
          onQuantity={(quantity) => replace(line, { quantity })}
          onChange={(part) => replace(line, part)}
          onRemove={() => onChange({ ...draft, material: material.filter((one) => one !== line) })}
          before={
            <>
              <td className="cell-of">
                <Select
                  aria-label={words.materialFields(at + 1).of}
                  value={line.of}
                  options={options}
                  onChange={(of) => replace(line, { of })}
                />
              </td>
              <td>
                <CellText
                  label={words.materialFields(at + 1).code}
                  value={line.partCode}
                  onChange={(partCode) => replace(line, { partCode })}
                  max={MAX_CODE}
                />
              </td>
            </>
          }
        />
      ))}
    </LinesPart>
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
