import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Select } from 'antd'
import { discountOf, payerOf, type BillLine, type Edits } from './edits'
import { words } from './words'
import { YuanField } from '../../../ui/YuanField'

interface Props {
  readonly lines: readonly BillLine[]
  readonly edits: Edits
  /** Undefined: to be read only. */
  readonly onChange: ((part: Partial<Edits>) => void) | undefined
  /** Whether this person may take anything off; whoever may not can still lower what others gave. */
  readonly mayDiscount: boolean
}

const payers = (Object.entries(settlement.payers) as [settlement.Payer, string][]).map(([value, label]) => ({
  value,
  label,
}))

/** Labour, then material, each with its sum (DOMAIN §2.10). */
export const BillTables = ({ lines, ...rest }: Props) => (
  <>
    <BillTable label={words.labour} lines={lines.filter(({ kind }) => kind === 'labour')} {...rest} />
    <BillTable label={words.material} lines={lines.filter(({ kind }) => kind === 'material')} {...rest} />
  </>
)

const sum = (lines: readonly BillLine[], field: 'amountFen' | 'discountFen' | 'couponFen' | 'payableFen'): number =>
  lines.reduce((total, line) => total + line[field], 0)

/** 0 stands for nothing that was taken off. */
const sayOff = (fen: number): string => (fen === 0 ? '0' : formatFen(-fen))

function BillTable({ label, lines, ...rest }: Props & { readonly label: string }) {
  const { columns } = words
  if (lines.length === 0) return null
  return (
    <table className="lines-table bill-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {[columns.amount, columns.discount, columns.coupon, columns.payable].map((name) => (
            <th key={name} scope="col" className="amount">
              {name}
            </th>
          ))}
          <th scope="col">{columns.payer}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.key} line={line} {...rest} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.subtotal}</th>
          <td className="amount number">{formatFen(sum(lines, 'amountFen'))}</td>
          <td className="amount number">{sayOff(sum(lines, 'discountFen'))}</td>
          <td className="amount number">{sayOff(sum(lines, 'couponFen'))}</td>
          <td className="amount number">{formatFen(sum(lines, 'payableFen'))}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

type LineProps = Omit<Props, 'lines'> & { readonly line: BillLine }

function Line({ line, edits, onChange, mayDiscount }: LineProps) {
  return (
    <tr>
      <td>
        {line.name}{' '}
        {line.returnedFen > 0 && <span className="tag tone-muted">{words.returned(formatFen(line.returnedFen))}</span>}
      </td>
      <td className="amount number">{formatFen(line.amountFen)}</td>
      <td className="amount number">
        <Discount line={line} edits={edits} onChange={onChange} mayDiscount={mayDiscount} />
      </td>
      <td className="amount number">{sayOff(line.couponFen)}</td>
      <td className="amount number">{formatFen(line.payableFen)}</td>
      <td>
        <PayerCell line={line} edits={edits} onChange={onChange} />
      </td>
    </tr>
  )
}

/** A line that was taken back has no price to take anything off. */
function Discount({ line, edits, onChange, mayDiscount }: LineProps) {
  const canChange = mayDiscount || line.discountFen > 0
  if (!onChange || !canChange || line.amountFen <= 0) return sayOff(line.discountFen)
  return (
    <YuanField
      isSmall
      label={words.discountOf(line.name)}
      maxFen={line.amountFen}
      value={discountOf(line, edits)}
      onChange={(fen) => onChange({ discounts: { ...edits.discounts, [line.key]: fen ?? 0 } })}
    />
  )
}

function PayerCell({ line, edits, onChange }: Omit<LineProps, 'mayDiscount'>) {
  if (!onChange) return settlement.payers[line.payer]
  return (
    <Select
      size="small"
      className="payer-select"
      aria-label={words.payerOf(line.name)}
      value={payerOf(line, edits)}
      options={payers}
      onChange={(payer) => onChange({ payers: { ...edits.payers, [line.key]: payer } })}
    />
  )
}
