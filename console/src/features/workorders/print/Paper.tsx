import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'react-router-dom'
import { useIsPrinting } from '../../../lib/use-is-printing'
import { words } from './words'

interface Props {
  readonly title: string
  readonly backTo: string
  readonly children: ReactNode
}

/** A sheet as it will look on paper, A4 upright; while it is printed, it is all there is. */
export function Paper({ title, backTo, children }: Props) {
  const isPrinting = useIsPrinting()
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <Link className="chip" to={backTo}>
          {words.back}
        </Link>
        <h1>{title}</h1>
        <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {words.print}
        </Button>
      </header>
      <div className="paper-desk">
        <article className="paper" aria-label={words.preview}>
          {children}
        </article>
      </div>
      {isPrinting && createPortal(<section className="print-sheet paper-sheet">{children}</section>, document.body)}
    </section>
  )
}

/** A line of a form: label, value, label, value. */
export function FormLine({ cells }: { readonly cells: readonly (readonly [label: string, value: ReactNode])[] }) {
  // The last value takes what is left of the line.
  return (
    <tr>
      {cells.map(([label, value], i) => (
        <FormCell key={label} label={label} value={value} span={i === cells.length - 1 ? 7 - 2 * i : 1} />
      ))}
    </tr>
  )
}

interface CellProps {
  readonly label: string
  readonly value: ReactNode
  readonly span: number
}

const FormCell = ({ label, value, span }: CellProps) => (
  <>
    <th scope="row">{label}</th>
    <td colSpan={span}>{value}</td>
  </>
)
