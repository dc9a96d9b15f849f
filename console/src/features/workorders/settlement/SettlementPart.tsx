import { settlement } from '@pitlane/contract'
import { useState, type ReactNode } from 'react'
import { Facts } from '../../../ui/Facts'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { BillForm } from './BillForm'
import { OpenOrder } from './OpenOrder'
import { PartsTable } from './PartsTable'
import { PendingRefunds, ReceiptsTable } from './ReceiptsTable'
import { ReceiveForm } from './ReceiveForm'
import { RefundForm } from './RefundForm'
import { ReverseForm } from './ReverseForm'
import { useSettlement } from './use-settlement'
import { words } from './words'

type View = settlement.SettlementView

interface Props {
  readonly workorderId: string
  /** Leads to the list on paper. */
  readonly paper: ReactNode
}

/** What a visit costs, who pays, and what was paid: from the first look at the bill to the last refund. */
export function SettlementPart({ workorderId, paper }: Props) {
  const { data, error, refetch, isFetching } = useSettlement(workorderId)
  if (data) return <Settlement view={data} paper={paper} />
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  return <RowsSkeleton rows={4} label={words.loading} />
}

const tones: Readonly<Record<settlement.SettlementState, string>> = {
  ...{ open: 'wait', agreed: 'going', paid: 'done', reversed: 'muted' },
}

function Settlement({ view, paper }: { readonly view: View; readonly paper: ReactNode }) {
  return (
    <>
      <section className="order-section" aria-label={words.title}>
        <header className="order-section-head">
          <h2>{words.title}</h2>
          <span className={`tag tone-${tones[view.state]}`}>{settlement.settlementStates[view.state]}</span>
          {paper}
        </header>
        <BillForm view={view} />
      </section>
      <Payment view={view} />
      <ReverseForm view={view} />
    </>
  )
}

function Payment({ view }: { readonly view: View }) {
  const [refundingId, setRefunding] = useState<string | null>(null)
  const refunding = view.receipts.find(({ id }) => id === refundingId)
  const close = () => setRefunding(null)
  return (
    <>
      <section className="order-section" aria-label={words.parts}>
        <h2>{words.parts}</h2>
        <PartsTable parts={view.parts} state={view.state} />
        <OpenOrder view={view} />
      </section>
      <ReceiveForm view={view} />
      <section className="order-section" aria-label={words.receipts}>
        <h2>{words.receipts}</h2>
        <ReceiptsTable view={view} onRefund={({ id }) => setRefunding(id)} />
        <PendingRefunds pending={view.pendingRefunds} />
      </section>
      {refunding && <RefundForm key={refunding.id} view={view} receipt={refunding} onDone={close} onBack={close} />}
      <Invoice invoice={view.invoice} />
    </>
  )
}

function Invoice({ invoice }: Pick<View, 'invoice'>) {
  const { invoiceFacts: facts } = words
  return (
    <section className="order-section" aria-label={words.invoice}>
      <h2>{words.invoice}</h2>
      {invoice ? (
        <Facts
          facts={[
            { label: facts.kind, value: words.invoiceKinds[invoice.kind] },
            { label: facts.title, value: invoice.title },
            { label: facts.taxNumber, value: invoice.taxNumber },
            { label: facts.email, value: invoice.email },
          ]}
        />
      ) : (
        <p className="muted">{words.noInvoice}</p>
      )}
    </section>
  )
}
