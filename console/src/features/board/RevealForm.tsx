import { board } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { leaveOnEscape } from '../../lib/shortcuts'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import type { Revealed } from './RevealedPerson'
import { words } from './words'

const REASON_MIN = 2
const REASON_MAX = 100

interface Props {
  readonly bookingId: string
  readonly onShown: (person: Revealed) => void
  readonly onBack: () => void
}

/** Asks why somebody needs the full data; the reason goes to the audit log with the call. */
export function RevealForm({ bookingId, onShown, onBack }: Props) {
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const ask = useAction(
    (text: string) => call(board.reveal, { params: { bookingId }, body: { reason: text } }),
    onShown,
  )
  const isTooShort = reason.trim().length < REASON_MIN
  const submit = () => {
    setTried(true)
    if (!isTooShort) ask.run(reason.trim())
  }
  return (
    <form
      className="reveal reason-form"
      aria-label={words.reveal}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label className="reason-note">
        {words.revealReason}
        <Input autoFocus value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} />
      </label>
      <ReasonChips onPick={setReason} />
      {isTried && isTooShort && (
        <p className="field-fault" role="alert">
          {words.revealNeeded}
        </p>
      )}
      <FaultNote error={ask.error} />
      <p className="muted reveal-note">{words.revealRule}</p>
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" htmlType="submit" loading={ask.isBusy}>
          {words.revealSubmit}
        </Button>
      </div>
    </form>
  )
}

function ReasonChips({ onPick }: { readonly onPick: (text: string) => void }) {
  return (
    <div className="reveal-reasons">
      {words.revealReasons.map((text) => (
        <button key={text} type="button" className="chip" onClick={() => onPick(text)}>
          {text}
        </button>
      ))}
    </div>
  )
}
