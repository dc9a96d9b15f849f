import type { ReactNode } from 'react'
import type { Handler } from '../../lib/handler'
import { AddonCard } from './AddonCard'
import { DecidedAddons } from './DecidedAddons'
import { InspectionCard } from './InspectionCard'
import type { Progress } from './progress.api'
import { ProgressHead } from './ProgressHead'
import { AgreedQuote, QuoteCard } from './QuoteCard'
import { RemovalCard } from './RemovalCard'
import { Timeline } from './Timeline'
import { Facts, Findings, Workers } from './VisitCards'

interface Props {
  readonly visit: Progress
  /** What offers news of it. */
  readonly news: ReactNode
  readonly askConsent: () => Promise<void>
  readonly onChanged: Handler
}

/** One visit: what waits for the owner comes right after when the car is ready; then how it went, then the papers. */
export function VisitScreen({ visit, news, askConsent, onChanged }: Props) {
  const { quote, addons, inspection } = visit
  return (
    <>
      <ProgressHead visit={visit} />
      {news}
      {quote && visit.canAuthorise && (
        <QuoteCard workorderId={visit.id} quote={quote} askConsent={askConsent} onChanged={onChanged} />
      )}
      {addons
        .filter(({ state }) => state === 'pending')
        .map((addon) =>
          addon.kind === 'removal' ? (
            <RemovalCard key={addon.id} addon={addon} totalFen={visit.totalFen} onChanged={onChanged} />
          ) : (
            <AddonCard key={addon.id} addon={addon} onChanged={onChanged} />
          ),
        )}
      <Workers workers={visit.workers} />
      <Timeline timeline={visit.timeline} />
      <DecidedAddons addons={addons} />
      <Findings declined={visit.declined} fine={visit.fine} />
      {quote && <AgreedQuote quote={quote} />}
      {inspection && <InspectionCard sheet={inspection} />}
      <Facts visit={visit} />
    </>
  )
}
