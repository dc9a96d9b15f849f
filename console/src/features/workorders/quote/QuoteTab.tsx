import { workorder } from '@pitlane/contract'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { Facts, type Fact } from '../../../ui/Facts'
import { canDo } from '../may'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { AuthoriseForm } from './AuthoriseForm'
import { Totals } from './LinesEditor'
import { LinesTable } from './LinesTable'
import { QuoteForm } from './QuoteForm'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Quote = workorder.QuoteView

/** The quote: to be written, to be agreed to, or as it was agreed to. */
export function QuoteTab({ detail }: { readonly detail: Detail }) {
  const kept = useKeptForm(canDo(detail, 'saveQuote'))
  const [isChanging, setChanging] = useState(false)
  const { quote } = detail
  // What the owner is looking at is changed on purpose only.
  const isEdited = kept.isShown && (!isSent(quote) || isChanging || kept.isTouched)
  if (isEdited)
    return (
      <>
        {quote && isSent(quote) && <QuoteSheet quote={quote} onChange={null} />}
        <QuoteForm detail={detail} kept={kept} onDone={() => setChanging(false)} />
      </>
    )
  if (!quote)
    return (
      <Blank title={words.none}>
        <p>{words.noneHint}</p>
      </Blank>
    )
  return (
    <>
      <QuoteSheet quote={quote} onChange={kept.isAllowed ? () => setChanging(true) : null} />
      <AuthoriseForm detail={detail} />
    </>
  )
}

const isSent = (quote: Quote | null): boolean => quote !== null && quote.sentAt !== null

function stateOf({ sentAt, authorisedAt, method }: Quote, today: string) {
  if (authorisedAt !== null) {
    const how = method ? workorder.consentMethods[method] : shared.unknown
    return { tone: 'done', text: words.authorisedAt(sayInstant(authorisedAt, today), how) }
  }
  if (sentAt !== null) return { tone: 'wait', text: words.sentAt(sayInstant(sentAt, today)) }
  return { tone: 'muted', text: words.draftState }
}

function factsOf({ promisedAt, note, snapshotHash }: Quote, today: string): Fact[] {
  return [
    { label: words.promise, value: promisedAt && sayInstant(promisedAt, today) },
    ...(note === '' ? [] : [{ label: words.note, value: note }]),
    ...(snapshotHash === null ? [] : [{ label: words.hash, value: snapshotHash.slice(0, 16) }]),
  ]
}

interface SheetProps {
  readonly quote: Quote
  /** Null for who may not, and while it is being changed. */
  readonly onChange: (() => void) | null
}

function QuoteSheet({ quote, onChange }: SheetProps) {
  const { today } = useStore()
  const { tone, text } = stateOf(quote, today)
  return (
    <section className="order-section" aria-label={words.title}>
      <header className="order-section-head">
        <h2>
          {words.title} <small className="muted">{words.version(quote.version)}</small>
        </h2>
        <span className={`tag tone-${tone}`}>{text}</span>
        {onChange && (
          <button type="button" className="chip" onClick={onChange}>
            {words.change}
          </button>
        )}
      </header>
      <LinesTable lines={quote.lines} />
      <Totals labour={quote.labourFen} material={quote.materialFen} total={quote.totalFen} />
      <Facts facts={factsOf(quote, today)} />
    </section>
  )
}
