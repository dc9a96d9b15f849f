import { formatPlate, workorder } from '@pitlane/contract'
import { jobTones } from '../jobs/tones'
import { sayLeft } from '../promise'
import type { FloorJob } from './floor'
import { words } from './words'

interface Props {
  readonly held: readonly FloorJob[]
  readonly now: number
}

/** What a technician has to do already. */
export function HeldJobs({ held, now }: Props) {
  if (held.length === 0) return null
  return (
    <ul className="held-jobs" aria-label={words.ongoing}>
      {held.map(({ job, order, isCarriedOver }) => (
        <li key={job.id}>
          <span className={`tag tone-${jobTones[job.state]}`}>{workorder.jobStates[job.state]}</span>
          <span className="number">{formatPlate(order.plate)}</span>
          <span className="held-name">{job.name}</span>
          {isCarriedOver && <span className="tag tone-stop">{words.carryOver}</span>}
          <span className="muted number">{sayLeft(order.promisedAt, now)}</span>
        </li>
      ))}
    </ul>
  )
}
