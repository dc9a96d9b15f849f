import { workorder } from '@pitlane/contract'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { useStore } from '../../../lib/staff'
import { sayMinutes } from '../../../lib/time'
import { TextField } from '../../../ui/FormFields'
import { InstantField } from '../../../ui/InstantField'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { useCommand } from '../use-command'
import type { KeptForm } from '../use-kept-form'
import { draftOf, lackOf, linesBooked, linesOf, totalsOf, withLabour, type LinesDraft } from './draft'
import { LinesEditor } from './LinesEditor'
import { words } from './words'

type Detail = workorder.WorkorderDetail

interface Draft {
  readonly lines: LinesDraft
  readonly promisedAt: string | null
  readonly note: string
  /** The version it was begun with; 0 before there is any. */
  readonly version: number
}

const empty: LinesDraft = { labour: [], material: [] }

/** A time that is over can be promised to nobody. */
const toCome = (instant: string | null) => (instant !== null && Date.parse(instant) > Date.now() ? instant : null)

/** What is already quoted; else what was booked, a line each. */
function startFrom({ quote, booked, promisedAt }: Detail): Draft {
  if (quote)
    return {
      lines: draftOf(quote.lines),
      promisedAt: toCome(quote.promisedAt ?? promisedAt),
      note: quote.note,
      version: quote.version,
    }
  return {
    lines: booked.length > 0 ? linesBooked(booked) : withLabour(empty),
    promisedAt: toCome(promisedAt),
    note: '',
    version: 0,
  }
}

interface Props {
  readonly detail: Detail
  readonly kept: KeptForm
  readonly onDone: () => void
}

function useQuote({ detail, kept, onDone }: Props) {
  const [draft, setDraft] = useState(() => startFrom(detail))
  const isSending = useRef(false)
  const toast = useToast()
  const action = useCommand(workorder.saveQuote, () => {
    toast.done(isSending.current ? words.sent : words.saved)
    kept.done()
    onDone()
    // The version that was just written is the one that is being edited.
    setDraft((all) => ({ ...all, version: (detail.quote?.version ?? 0) + 1 }))
  })
  const missing = lackOf(draft.lines) ?? (draft.promisedAt === null ? words.lack.promise : null)
  const save = (send: boolean) => {
    if (missing !== null || draft.promisedAt === null) return
    isSending.current = send
    const { lines, promisedAt, note } = draft
    action.run(
      { workorderId: detail.id },
      { version: detail.version, lines: linesOf(lines), promisedAt, note: note.trim(), send },
    )
  }
  const put = (part: Partial<Draft>) => {
    kept.touch()
    setDraft((all) => ({ ...all, ...part }))
  }
  return { draft, put, restart: () => setDraft(startFrom(detail)), save, missing, action }
}

/** The quote as it is written: labour, material, latest by; saved for later or sent to the owner. */
export function QuoteForm(props: Props) {
  const { detail, kept } = props
  const { today } = useStore()
  const { draft, put, restart, save, missing, action } = useQuote(props)
  const newest = detail.quote?.version ?? 0
  return (
    <CommandForm
      label={words.form}
      text={words.formText}
      submitLabel={words.send}
      canSubmit={missing === null}
      missing={missing}
      kept={kept}
      action={action}
      onSubmit={() => save(true)}
      extra={
        <Button disabled={missing !== null || !kept.isAllowed || action.isBusy} onClick={() => save(false)}>
          {words.saveDraft}
        </Button>
      }
    >
      {newest > draft.version && (
        <Alert
          type="warning"
          showIcon
          title={words.newer(newest)}
          action={
            <Button size="small" onClick={restart}>
              {words.takeNewer}
            </Button>
          }
        />
      )}
      {draft.version === 0 && detail.booked.length > 0 && <Alert type="info" showIcon title={words.prefilled} />}
      <LinesEditor draft={draft.lines} onChange={(lines) => put({ lines })} />
      <div className="quote-promise">
        <span>{words.promise}</span>
        <InstantField
          label={words.promise}
          value={draft.promisedAt}
          from={today}
          onChange={(promisedAt) => put({ promisedAt })}
        />
        <span className="muted">{words.promiseHint(sayMinutes(totalsOf(draft.lines).minutes))}</span>
        {detail.usualMinutes && (
          <span className="muted">{words.usual(sayMinutes(detail.usualMinutes.p80), detail.usualMinutes.sample)}</span>
        )}
      </div>
      <TextField label={words.note} value={draft.note} onChange={(note) => put({ note })} max={200} isLong />
    </CommandForm>
  )
}
