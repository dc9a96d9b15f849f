import { formatPlate, workorder } from '@pitlane/contract'
import { Link } from 'react-router-dom'
import { sayInstant, sayInstantShort } from '../../../lib/time'
import { isOpen, riskTones, sayLeft } from '../promise'
import { words as shared } from '../words'
import type { Card } from './lane-data'
import { words } from './words'

interface Props {
  readonly card: Card
  readonly now: number
  readonly today: string
  readonly isSelected: boolean
  readonly to: string
  readonly onSelect: () => void
}

/** One car: what it is, what is promised, and what it waits for. */
export function LaneCard({ card, now, today, isSelected, to, onSelect }: Props) {
  return (
    <li
      className={`lane-card risk-${card.risk}${isSelected ? ' is-selected' : ''}`}
      data-id={card.id}
      tabIndex={-1}
      aria-current={isSelected ? 'true' : undefined}
      onFocus={onSelect}
    >
      <Link to={to} className="lane-link" tabIndex={isSelected ? 0 : -1}>
        <span className="lane-top">
          <b className="number">{formatPlate(card.plate)}</b>
          <span className="lane-car">{card.carName}</span>
        </span>
        <span className="lane-service">{card.serviceName}</span>
        <Promised card={card} now={now} today={today} />
        <span className="lane-foot">
          <Marks card={card} />
          <span className="lane-advisor">{card.advisorName ?? words.noAdvisor}</span>
        </span>
      </Link>
    </li>
  )
}

function Promised({ card, now, today }: Pick<Props, 'card' | 'now' | 'today'>) {
  const { promisedAt, risk, state } = card
  if (promisedAt === null) return <span className="lane-promise muted">{shared.noPromise}</span>
  if (!isOpen(state))
    return <span className="lane-promise muted number">{words.promise(sayInstantShort(promisedAt, today))}</span>
  return (
    <span className="lane-promise number" title={words.promise(sayInstant(promisedAt, today))}>
      <span className={risk === 'none' ? 'muted' : `tag tone-${riskTones[risk]}`}>{sayLeft(promisedAt, now)}</span>
      <span className="muted">{sayInstantShort(promisedAt, today)}</span>
    </span>
  )
}

function Marks({ card }: { readonly card: Card }) {
  return (
    <span className="lane-marks">
      {card.waiting && <span className="tag tone-wait">{workorder.waitings[card.waiting]}</span>}
      {card.openAddons > 0 && (
        <span className="tag tone-going" title={words.addonsHint(card.openAddons)}>
          {words.addons(card.openAddons)}
        </span>
      )}
      {card.isRework && <span className="tag tone-stop">{shared.rework}</span>}
      {card.isSuspected && (
        <span className="tag tone-wait" title={words.suspectedHint}>
          {words.suspected}
        </span>
      )}
      {!card.waiting && <span className="muted">{workorder.workorderStates[card.state]}</span>}
    </span>
  )
}
