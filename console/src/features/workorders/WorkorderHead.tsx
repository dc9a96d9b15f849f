import { ArrowLeftOutlined } from '@ant-design/icons'
import { formatPlate, workorder } from '@pitlane/contract'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { words } from './page-words'
import { isOpen, riskTones, sayLeft } from './promise'
import { words as shared } from './words'

const CLOCK_MS = 15_000

/** How far the visit is, in a colour beside its word. */
const toneOf = (state: workorder.WorkorderState) => {
  if (state === 'ready' || state === 'settled' || state === 'delivered' || state === 'closed') return 'done'
  if (state === 'cancelled') return 'muted'
  return state === 'inspected' || state === 'quoted' || state === 'authorised' ? 'wait' : 'going'
}

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly backTo: string
  /** Leads to the next step. */
  readonly children: ReactNode
}

/** Which car it is, where it stands, and what was promised. */
export function WorkorderHead({ detail, backTo, children }: Props) {
  const { plate, carName, number, state, waiting, isRework, warranty } = detail
  return (
    <header className="order-head">
      <div className="order-head-line">
        <Link to={backTo} className="order-back" aria-label={words.back} title={words.back}>
          <ArrowLeftOutlined aria-hidden="true" />
        </Link>
        <h1 className="number">{formatPlate(plate)}</h1>
        <span>{carName}</span>
        <span className="muted number">{number}</span>
        <span className={`tag tone-${toneOf(state)}`}>{workorder.workorderStates[state]}</span>
        {waiting && <span className="tag tone-wait">{workorder.waitings[waiting]}</span>}
        {isRework && <span className="tag tone-stop">{shared.rework}</span>}
        {children}
        <Promised detail={detail} />
      </div>
      {warranty.warning && <Alert className="order-warning" type="warning" showIcon banner title={warranty.warning} />}
    </header>
  )
}

function Promised({ detail }: Pick<Props, 'detail'>) {
  const { today } = useStore()
  const now = useNow(CLOCK_MS)
  const { promisedAt, firstPromisedAt, risk, state } = detail
  if (promisedAt === null) return <span className="order-promise muted">{shared.noPromise}</span>
  const isMoved = firstPromisedAt !== null && firstPromisedAt !== promisedAt
  return (
    <span className="order-promise number">
      {isMoved && <small className="muted">{words.firstPromise(sayInstant(firstPromisedAt, today))}</small>}
      <span className="muted">{words.promise}</span>
      <b>{sayInstant(promisedAt, today)}</b>
      {isOpen(state) && <span className={`tag tone-${riskTones[risk]}`}>{sayLeft(promisedAt, now)}</span>}
    </span>
  )
}
