import { formatPlate } from '@pitlane/contract'
import { Link } from 'react-router-dom'
import { useStore } from '../../../lib/staff'
import { sayInstant, sayMinutes } from '../../../lib/time'
import { JobMarks } from '../jobs/JobsTab'
import { riskTones, sayLeft } from '../promise'
import { words as shared } from '../words'
import type { FloorJob } from './floor'
import { words } from './words'

interface Props {
  readonly waiting: readonly FloorJob[]
  readonly now: number
  readonly chosenId: string | undefined
  readonly pathOf: (workorderId: string) => string
  readonly onPick: (jobId: string) => void
}

/** Work that nobody has yet, the promise that breaks next on top. */
export function WaitingJobs({ waiting, now, chosenId, pathOf, onPick }: Props) {
  return (
    <section className="dispatch-jobs" aria-label={words.jobList}>
      <h2>{words.jobs(waiting.length)}</h2>
      <ul>
        {waiting.map((one) => (
          <WaitingJob
            key={one.job.id}
            one={one}
            now={now}
            isChosen={one.job.id === chosenId}
            to={`${pathOf(one.order.id)}?tab=jobs`}
            onPick={() => onPick(one.job.id)}
          />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly one: FloorJob
  readonly now: number
  readonly isChosen: boolean
  readonly to: string
  readonly onPick: () => void
}

function WaitingJob({ one, now, isChosen, to, onPick }: LineProps) {
  const { today } = useStore()
  const { job, order, isCarriedOver } = one
  return (
    <li className={`dispatch-job${isChosen ? ' is-selected' : ''}`} data-id={job.id}>
      <button type="button" aria-pressed={isChosen} className="dispatch-pick" onClick={onPick}>
        <span className="lane-top">
          <b>{job.name}</b>
          <span className="muted number">{words.planned(sayMinutes(job.plannedMinutes))}</span>
        </span>
        <span className="number">
          {formatPlate(order.plate)} <span className="muted">{order.carName}</span>
        </span>
        <span className="lane-promise number">
          <span className={order.risk === 'none' ? 'muted' : `tag tone-${riskTones[order.risk]}`}>
            {sayLeft(order.promisedAt, now)}
          </span>
          {order.promisedAt && <span className="muted">{sayInstant(order.promisedAt, today)}</span>}
        </span>
        <span className="lane-marks">
          {isCarriedOver && (
            <span className="tag tone-stop" title={words.carryOverHint}>
              {words.carryOver}
            </span>
          )}
          <JobMarks job={job} />
          {order.isRework && <span className="tag tone-stop">{shared.rework}</span>}
        </span>
      </button>
      <Link to={to} className="dispatch-order number">
        {order.number}
      </Link>
    </li>
  )
}
