import { cashier, type View } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { sayDate } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { useToast } from '../../ui/use-toast'
import { words } from './words'

const { reconcile } = words
type Difference = View<typeof cashier.resolveDifference>

interface Props {
  readonly differences: readonly Difference[]
  readonly onChanged: () => void
}

const sayFen = (fen: number | null): string => (fen === null ? words.unknown : formatFen(fen))

/** One difference a line, and what somebody found out about it. */
export function DifferencesTable({ differences, onChanged }: Props) {
  return (
    <table className="lines-table" aria-label={reconcile.differences}>
      <thead>
        <tr>
          {reconcile.columns.map((name, at) => (
            <th key={name} scope="col" className={at === 3 || at === 4 ? 'amount' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => (
          <Line key={one.id} one={one} onChanged={onChanged} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ one, onChanged }: { readonly one: Difference; readonly onChanged: () => void }) {
  return (
    <tr>
      <td className="number">{sayDate(one.day)}</td>
      <td>
        {one.isRefund ? reconcile.kinds.refund : reconcile.kinds.payment} · {cashier.differenceKinds[one.kind]}
      </td>
      <td className="number receipt-note">{one.number}</td>
      <td className="amount number">{sayFen(one.hereFen)}</td>
      <td className="amount number">{sayFen(one.thereFen)}</td>
      <td>
        {one.resolvedNote === null ? (
          <Resolve one={one} onChanged={onChanged} />
        ) : (
          <>
            {one.resolvedNote} <span className="muted">{one.resolvedByName}</span>
          </>
        )}
      </td>
    </tr>
  )
}

/** As the contract has it. */
const NOTE_LEAST = 2

function Resolve({ one, onChanged }: { readonly one: Difference; readonly onChanged: () => void }) {
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const text = note.trim()
  const action = useAction(
    () => call(cashier.resolveDifference, { params: { differenceId: one.id }, body: { note: text } }),
    () => {
      toast.done(reconcile.resolved)
      onChanged()
    },
  )
  if (!isOpen)
    return (
      <Button size="small" aria-label={reconcile.resolveOf(one.number)} onClick={() => setOpen(true)}>
        {reconcile.resolve}
      </Button>
    )
  return (
    <form
      className="reason-form"
      aria-label={reconcile.resolveOf(one.number)}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.length >= NOTE_LEAST) action.run()
      }}
    >
      <TextField label={reconcile.note} value={note} onChange={setNote} max={100} placeholder={reconcile.noteExample} />
      <FaultNote error={action.error} />
      <div className="reason-buttons">
        <Button size="small" onClick={() => setOpen(false)}>
          {reconcile.back}
        </Button>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={action.isBusy}
          disabled={text.length < NOTE_LEAST}
        >
          {reconcile.submit}
        </Button>
      </div>
    </form>
  )
}
