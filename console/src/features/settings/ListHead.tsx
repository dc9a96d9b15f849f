import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import type { ReactNode } from 'react'
import type { SettingsPlace } from './use-settings-place'
import { words } from './words'

interface Props {
  readonly place: SettingsPlace
  readonly addLabel: string
  /** False where nothing is ever retired. */
  readonly hasRetired?: boolean
  readonly children?: ReactNode
}

/** Above a list: what stands out in it, retired ones too or not, and the way to add one. */
export function ListHead({ place, addLabel, hasRetired = true, children }: Props) {
  return (
    <div className="list-head">
      {children}
      <span className="list-head-end">
        {hasRetired && (
          <Checkbox checked={place.showsRetired} onChange={(event) => place.go({ all: event.target.checked })}>
            {words.showRetired}
          </Checkbox>
        )}
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => place.go({ edit: 'new' })}>
          {addLabel}
        </Button>
      </span>
    </div>
  )
}

interface Column {
  readonly label: string
  /** Amounts stand to the right; what is spare gives way to an open panel. */
  readonly kind?: 'amount' | 'spare'
}

interface TableProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly children: ReactNode
}

/** A dense table whose last column opens a row. */
export function ListTable({ label, columns, children }: TableProps) {
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ label: name, kind }) => (
              <th key={name} scope="col" className={kind}>
                {name}
              </th>
            ))}
            <th aria-label={words.edit} />
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** Opens the row of `name` beside the list. */
export function OpenButton({ name, onOpen, label = words.edit }: { name: string; onOpen: () => void; label?: string }) {
  return (
    <Button type="link" size="small" aria-label={`${label} ${name}`} onClick={onOpen}>
      {label}
    </Button>
  )
}
