import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { useStore } from '../../../lib/staff'
import { sayInstantShort } from '../../../lib/time'
import { words } from './words'

type View = settlement.SettlementView
export type Receipt = View['receipts'][number]

interface Props {
  readonly view: View
  readonly onRefund: (receipt: Receipt) => void
}

/** What came in and what went back, in the order of time. */
export function ReceiptsTable({ view, onRefund }: Props) {
  const mayRefund = view.may.includes('refund')
  if (view.receipts.length === 0) return <p className="muted">{words.noReceipts}</p>
  return (
    <table className="lines-table" aria-label={words.receipts}>
      <thead>
        <tr>
          {words.receiptColumns.map((name, at) => (
            <th key={name} scope="col" className={at === 3 || at === 6 ? 'amount' : undefined}>
              {name}
            </th>
          ))}
          {mayRefund && <th aria-label={words.refund} />}
        </tr>
      </thead>
      <tbody>
        {view.receipts.map((receipt) => (
          <Line key={receipt.id} receipt={receipt} mayRefund={mayRefund} onRefund={() => onRefund(receipt)} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly receipt: Receipt
  readonly mayRefund: boolean
  readonly onRefund: () => void
}

function Line({ receipt, mayRefund, onRefund }: LineProps) {
  const { today } = useStore()
  const { kind, method, amountFen, at, byName, note, refundableFen } = receipt
  const name = settlement.receiptMethods[method]
  return (
    <tr>
      <td className="number">{sayInstantShort(at, today)}</td>
      <td>{words.kinds[kind]}</td>
      <td>{name}</td>
      <td className="amount number">{formatFen(amountFen)}</td>
      <td>{byName ?? words.bySystem}</td>
      <td className="receipt-note">{note || '—'}</td>
      <td className="amount number">{kind === 'receipt' ? formatFen(refundableFen) : '—'}</td>
      {mayRefund && (
        <td className="amount">
          {refundableFen > 0 && (
            <Button size="small" aria-label={`${words.refund} ${name} ${formatFen(amountFen)}`} onClick={onRefund}>
              {words.refund}
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}

/** Refunds that WeChat has not answered yet. */
export function PendingRefunds({ pending }: { readonly pending: View['pendingRefunds'] }) {
  const { today } = useStore()
  if (pending.length === 0) return null
  return (
    <ul className="coupon-lines" aria-label={words.pending}>
      {pending.map(({ id, amountFen, at }) => (
        <li key={id}>
          <span className="tag tone-wait">{words.pending}</span>
          <span className="number">{words.pendingLine(formatFen(amountFen), sayInstantShort(at, today))}</span>
        </li>
      ))}
    </ul>
  )
}
