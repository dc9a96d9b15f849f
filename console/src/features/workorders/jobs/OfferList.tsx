import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import type { Offer, useDispatch, useOffers } from './use-offers'
import { words } from './words'

interface Props {
  readonly query: ReturnType<typeof useOffers>
  readonly dispatch: ReturnType<typeof useDispatch>
  /** What the person has to do already. */
  readonly workOf?: (technicianId: string) => ReactNode
}

/** Who should do the job, best first, with why; who may not comes last, with why not. */
export function OfferList({ query, dispatch, workOf }: Props) {
  const { data, error } = query
  if (!data)
    return error ? (
      <LoadFailed error={error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <RowsSkeleton label={words.loadingOffers} rows={5} />
    )
  if (data.offers.length === 0)
    return (
      <p className="muted">
        {words.noOffers}。{words.noOffersHint}
      </p>
    )
  return (
    <>
      <FaultNote error={dispatch.error} />
      <ol className="offers">
        {data.offers.map((offer, at) => (
          <OfferCard
            key={offer.technicianId}
            offer={offer}
            rank={at + 1}
            isBusy={dispatch.isBusy}
            onGive={() => dispatch.give(offer)}
          >
            {workOf?.(offer.technicianId)}
          </OfferCard>
        ))}
      </ol>
    </>
  )
}

interface CardProps {
  readonly offer: Offer
  readonly rank: number
  readonly isBusy: boolean
  readonly onGive: () => void
  readonly children: ReactNode
}

function OfferCard({ offer, rank, isBusy, onGive, children }: CardProps) {
  const canGive = offer.canDo && offer.bay !== null
  return (
    <li className={`offer${canGive ? '' : ' is-closed'}`} aria-label={offer.name}>
      <div className="offer-head">
        <kbd aria-hidden="true">{rank}</kbd>
        <b>{offer.name}</b>
        <span className="muted">{words.openJobs(offer.openJobs)}</span>
        {canGive ? (
          <Button size="small" type={rank === 1 ? 'primary' : 'default'} disabled={isBusy} onClick={onGive}>
            {words.giveTo(offer.name)}
          </Button>
        ) : (
          <span className={`tag tone-${offer.canDo ? 'wait' : 'stop'}`}>
            {offer.canDo ? words.noRoom : words.cannot}
          </span>
        )}
      </div>
      <OfferPlace offer={offer} />
      <ul className="offer-reasons">
        {offer.reasons.map(({ kind, text, isGood }) => (
          <li key={`${kind} ${text}`} className={isGood ? 'is-good' : 'is-bad'}>
            <span aria-hidden="true">{isGood ? '✓' : '!'}</span> {text}
          </li>
        ))}
      </ul>
      {children}
    </li>
  )
}

function OfferPlace({ offer }: { readonly offer: Offer }) {
  const { today } = useStore()
  const { bay, startsAt, canDo } = offer
  if (!canDo) return null
  if (!bay) return <p className="offer-place tone-text-wait">{words.noBay}</p>
  if (!startsAt) return <p className="offer-place">{bay.name}</p>
  return <p className="offer-place number">{words.startsAt(sayInstant(startsAt, today), bay.name)}</p>
}
