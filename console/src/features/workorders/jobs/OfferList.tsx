import { Button } from 'antd'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import type { Offer, useDispatch, useOffers } from './use-offers'
import { words } from './words'

type Dispatch = ReturnType<typeof useDispatch>

interface Props {
  readonly query: ReturnType<typeof useOffers>
  readonly dispatch: Dispatch
}

/** Who should do the job, best first, with why; who may not comes last, with why not. */
export function OfferList({ query, dispatch }: Props) {
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
      {dispatch.teamSize > 1 && <p className="muted">{words.team(dispatch.teamSize, dispatch.lacking)}</p>}
      <ol className="offers">
        {data.offers.map((offer, at) => (
          <OfferCard key={offer.technicianId} offer={offer} rank={at + 1} dispatch={dispatch} />
        ))}
      </ol>
    </>
  )
}

interface CardProps {
  readonly offer: Offer
  readonly rank: number
  readonly dispatch: Dispatch
}

const canTake = ({ canDo, bay }: Offer) => canDo && bay !== null

/** In a team the button says whom to choose: who has the job now is said beside the name. */
const standingOf = (offer: Offer, { isHolder, teamSize }: Dispatch) =>
  [...(teamSize > 1 && isHolder(offer) ? [words.holder] : []), words.openJobs(offer.openJobs)].join(' · ')

function OfferCard({ offer, rank, dispatch }: CardProps) {
  return (
    <li className={`offer${canTake(offer) ? '' : ' is-closed'}`} aria-label={offer.name}>
      <div className="offer-head">
        <kbd aria-hidden="true">{rank}</kbd>
        <b>{offer.name}</b>
        <span className="muted">{standingOf(offer, dispatch)}</span>
        <Choice offer={offer} rank={rank} dispatch={dispatch} />
      </div>
      <OfferPlace offer={offer} />
      <ul className="offer-reasons">
        {offer.reasons.map(({ kind, text, isGood }) => (
          <li key={`${kind} ${text}`} className={isGood ? 'is-good' : 'is-bad'}>
            <span aria-hidden="true">{isGood ? '✓' : '!'}</span> {text}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Choice({ offer, rank, dispatch }: CardProps) {
  const { teamSize, isBusy } = dispatch
  const isHolder = dispatch.isHolder(offer)
  if (isHolder && teamSize === 1) return <span className="tag tone-going">{words.holder}</span>
  if (!offer.canDo) return <span className="tag tone-stop">{words.cannot}</span>
  if (!canTake(offer)) return <span className="tag tone-wait">{words.noRoom}</span>
  const isPicked = dispatch.isPicked(offer)
  return (
    <Button
      size="small"
      type={isPicked || (rank === 1 && teamSize === 1) ? 'primary' : 'default'}
      disabled={isBusy}
      aria-pressed={teamSize > 1 ? isPicked : undefined}
      // The second click of a double click: what lies under it now is something else.
      onClick={({ detail }) => detail < 2 && dispatch.give(offer)}
    >
      {teamSize > 1 ? words.pickOf(isPicked, offer.name) : words.giveTo(offer.name)}
    </Button>
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
