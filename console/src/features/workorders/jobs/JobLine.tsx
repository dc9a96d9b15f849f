import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { PhotoStrip } from '../../../ui/PhotoStrip'
import { sayFen } from '../money'
import { words as shared } from '../words'
import { JobMarks } from './JobMarks'
import { canBeGiven, jobTones } from './tones'
import { words } from './words'

type Job = workorder.JobView

/** What can be opened beside the list. */
export type JobAct = 'dispatch' | 'check'

interface Props {
  readonly job: Job
  readonly isSelected: boolean
  /** What the person may do with any job. */
  readonly acts: readonly JobAct[]
  readonly onOpen: (act: JobAct) => void
}

export const canAct = (job: Job, act: JobAct): boolean => (act === 'check' ? job.state === 'checking' : canBeGiven(job))

/** One job of the list. */
export function JobLine({ job, isSelected, acts, onOpen }: Props) {
  const { today } = useStore()
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <th scope="row" className="wrap">
        {job.name} <JobMarks job={job} />
        {job.photos.length > 0 && <PhotoStrip photos={job.photos} nameOf={shared.photo} />}
      </th>
      <td>
        <State job={job} />
      </td>
      <td>
        <People job={job} />
      </td>
      <td>{bayOf(job)}</td>
      <td className="number">{words.spent(job.actualMinutes, job.plannedMinutes)}</td>
      <td className="number">{job.startedAt ? sayInstant(job.startedAt, today) : shared.unknown}</td>
      <td className="amount number">{sayFen(job.amountFen)}</td>
      {acts.length > 0 && (
        <td className="list-action">
          {acts.map((act) => canAct(job, act) && <ActButton key={act} job={job} act={act} onOpen={onOpen} />)}
        </td>
      )}
    </tr>
  )
}

function State({ job: { state, pauseReason, vendor } }: Pick<Props, 'job'>) {
  const { today } = useStore()
  return (
    <>
      <span className={`tag tone-${jobTones[state]}`}>{workorder.jobStates[state]}</span>
      {pauseReason && <small className="muted sub">{workorder.pauseReasons[pauseReason]}</small>}
      {state === 'outsourced' && vendor && (
        <small className="muted sub">{words.due(sayInstant(vendor.dueAt, today))}</small>
      )}
    </>
  )
}

const bayOf = ({ state, bayName }: Job) => (state === 'new' ? null : bayName) ?? shared.unknown
const namesOf = ({ technicians }: Job) => technicians.map(({ name }) => name).join('、')

/** Who should do a job that nobody has yet, as it was booked. */
function Planned({ job }: Pick<Props, 'job'>) {
  const names = namesOf(job)
  return names ? <span className="muted">{words.planned(names)}</span> : shared.unknown
}

function People({ job }: Pick<Props, 'job'>) {
  const { state, vendor, checkedByName } = job
  const names = namesOf(job)
  if (state === 'new') return <Planned job={job} />
  return (
    <>
      {names || vendor?.name || shared.unknown}
      {names && vendor && <small className="muted sub">{words.vendor(vendor.name)}</small>}
      {checkedByName && <small className="muted sub">{words.checkedBy(checkedByName)}</small>}
    </>
  )
}

function ActButton({ job, act, onOpen }: Pick<Props, 'job' | 'onOpen'> & { readonly act: JobAct }) {
  const isFirst = act === 'check' || job.state === 'new'
  const label = act === 'check' ? words.check : isFirst ? words.dispatch : words.redispatch
  return (
    <Button
      size="small"
      type={isFirst ? 'primary' : 'default'}
      ghost={isFirst}
      aria-label={words.dispatchJob(label, job.name)}
      onClick={() => onOpen(act)}
    >
      {label}
    </Button>
  )
}
