import { formatPlate } from '@pitlane/contract'
import { useStore } from '../../../lib/staff'
import { sayInstantShort, sayMinutes } from '../../../lib/time'
import { usePointerHold } from '../../../lib/use-pointer-hold'
import { riskTones, sayLeft } from '../promise'
import type { Choice } from './use-choice'
import { useSteadyJobs, type Shown } from './use-steady-jobs'
import { words } from './words'

interface Props {
  readonly choice: Choice
  readonly now: number
}

/** Work that nobody has yet, the promise that breaks next first. As high without any as with many. */
export function WaitingStrip({ choice, now }: Props) {
  const { isHeld, handlers } = usePointerHold()
  const shown = useSteadyJobs(choice.waiting, isHeld)
  const count = choice.waiting.length
  return (
    <section className="floor-waiting" aria-label={words.jobList} {...handlers}>
      <h2>{words.jobs(count)}</h2>
      {shown.length === 0 ? (
        <p className="muted">
          <b>{words.none}</b>
          {words.noneHint}
        </p>
      ) : (
        <ul>
          {shown.map((one) => (
            <WaitingJob
              key={one.job.jobId}
              {...{ ...one, now }}
              isChosen={one.job.jobId === choice.job?.jobId && !choice.block}
              onPick={() => choice.pick(one.job)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface CardProps extends Shown {
  readonly now: number
  readonly isChosen: boolean
  readonly onPick: () => void
}

function WaitingJob({ job, isGone, now, isChosen, onPick }: CardProps) {
  const { today } = useStore()
  const { risk, promisedAt } = job
  return (
    <li>
      <button
        type="button"
        className={`floor-card risk-${risk}${isChosen ? ' is-selected' : ''}`}
        aria-pressed={isChosen}
        disabled={isGone}
        data-waiting={job.jobId}
        onClick={onPick}
      >
        <span className="lane-top">
          <b className="number">{formatPlate(job.plate)}</b>
          <span className="lane-car">{job.carName}</span>
        </span>
        <span className="lane-top">
          <span className="lane-service">{job.name}</span>
          <span className="muted number">{sayMinutes(job.plannedMinutes)}</span>
        </span>
        <span className="lane-promise number">
          {isGone ? (
            <span className="tag tone-muted">{words.gone}</span>
          ) : (
            <span className={risk === 'none' ? 'muted' : `tag tone-${riskTones[risk]}`}>
              {sayLeft(promisedAt, now)}
            </span>
          )}
          <span className="lane-marks">
            {job.isAddon && <span className="tag tone-going">{words.marks.addon}</span>}
            {job.isRework && <span className="tag tone-stop">{words.marks.rework}</span>}
            {promisedAt && <span className="muted">{sayInstantShort(promisedAt, today)}</span>}
          </span>
        </span>
      </button>
    </li>
  )
}
