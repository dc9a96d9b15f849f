import { cashier } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { useToast } from '../../ui/use-toast'
import { YuanField } from '../../ui/YuanField'
import { sayDifference } from './say'
import type { Close } from './sums'
import { words } from './words'

const MOST_FEN = 1_000_000_000

interface Props {
  readonly expectedCashFen: number
  readonly onChanged: () => void
  readonly onClosed: (close: Close) => void
}

/** Sends a day close. What was refused because money came in meanwhile is asked anew, under a new number. */
function useClosing({ expectedCashFen, onChanged, onClosed }: Props, onDone: () => void) {
  const { id: storeId } = useStore()
  const toast = useToast()
  const requestId = useRef(uuid())
  return useAction(
    async (countedFen: number, note: string) => {
      const body = { requestId: requestId.current, expectedCashFen, countedFen, note }
      try {
        return await call(cashier.closeTill, { params: { storeId }, body })
      } catch (e) {
        if (isApiError(e, 'settlement.till_changed')) onChanged()
        throw e
      }
    },
    (close) => {
      requestId.current = uuid()
      toast.done(words.closed)
      onDone()
      onChanged()
      onClosed(close)
    },
  )
}

/** The day close: the till is counted, and a difference needs a note. */
export function CloseForm(props: Props) {
  const [countedFen, setCounted] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const reset = () => {
    setCounted(null)
    setNote('')
  }
  const action = useClosing(props, reset)
  const differenceFen = countedFen === null ? null : countedFen - props.expectedCashFen
  const needsNote = differenceFen !== null && differenceFen !== 0 && note.trim() === ''
  return (
    <form
      className="order-form"
      aria-label={words.close}
      onSubmit={(event) => {
        event.preventDefault()
        if (countedFen !== null && !needsNote) action.run(countedFen, note.trim())
      }}
    >
      <h2>{words.close}</h2>
      <p className="muted">{words.closeText}</p>
      <dl className="till-count">
        <dt>{words.expected}</dt>
        <dd className="number">{formatFen(props.expectedCashFen)}</dd>
        <dt>{words.counted}</dt>
        <dd>
          <YuanField label={words.counted} value={countedFen} maxFen={MOST_FEN} onChange={setCounted} />
        </dd>
        <dt>{words.difference}</dt>
        <dd className="number">{differenceFen === null ? words.unknown : <Difference fen={differenceFen} />}</dd>
      </dl>
      <TextField label={words.note} value={note} onChange={setNote} max={100} placeholder={words.noteExample} />
      <FaultNote error={action.error} />
      <div className="order-form-foot">
        {needsNote && <span className="muted">{words.noteMissing}</span>}
        <Button type="primary" htmlType="submit" loading={action.isBusy} disabled={countedFen === null || needsNote}>
          {words.closeSubmit}
        </Button>
      </div>
    </form>
  )
}

const Difference = ({ fen }: { readonly fen: number }) => (
  <span className={`tag ${fen === 0 ? 'tone-done' : 'tone-stop'}`}>{sayDifference(fen)}</span>
)
