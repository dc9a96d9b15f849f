import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { useShortcuts } from '../../../lib/shortcuts'
import { Blank } from '../../../ui/Blank'
import { PhotoStrip } from '../../../ui/PhotoStrip'
import { SidePanel } from '../../../ui/SidePanel'
import { canDo } from '../may'
import { sayFen } from '../money'
import { words as shared } from '../words'
import { OfferList } from './OfferList'
import { canBeGiven, jobTones } from './tones'
import { useDispatch, useOffers } from './use-offers'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Job = workorder.JobView

/** What is done to the car, by whom; and who should do what is still to be given away. */
export function JobsTab({ detail }: { readonly detail: Detail }) {
  const [openId, setOpen] = useState<string | null>(null)
  const mayDispatch = canDo(detail, 'dispatch')
  const job = detail.jobs.find(({ id }) => id === openId)
  const isOpen = job !== undefined && mayDispatch && canBeGiven(job)
  if (detail.jobs.length === 0)
    return (
      <Blank title={words.none}>
        <p>{words.noneHint}</p>
      </Blank>
    )
  return (
    <div className="order-split">
      <div className="order-split-main">
        <table className="list-table jobs-table" aria-label={words.title}>
          <thead>
            <tr>
              {Object.values(words.columns).map((label) => (
                <th key={label} scope="col" className={label === words.columns.amount ? 'amount' : undefined}>
                  {label}
                </th>
              ))}
              {mayDispatch && <th aria-label={words.handle} />}
            </tr>
          </thead>
          <tbody>
            {detail.jobs.map((one) => (
              <JobLine
                key={one.id}
                job={one}
                isSelected={one.id === job?.id && isOpen}
                mayDispatch={mayDispatch}
                onOpen={() => setOpen(one.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {isOpen && <DispatchPanel key={job.id} job={job} onClose={() => setOpen(null)} />}
    </div>
  )
}

interface LineProps {
  readonly job: Job
  readonly isSelected: boolean
  readonly mayDispatch: boolean
  readonly onOpen: () => void
}

function JobLine({ job, isSelected, mayDispatch, onOpen }: LineProps) {
  const { today } = useStore()
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <th scope="row" className="wrap">
        {job.name} <JobMarks job={job} />
        {job.photos.length > 0 && <PhotoStrip photos={job.photos} nameOf={shared.photo} />}
      </th>
      <td>
        <span className={`tag tone-${jobTones[job.state]}`}>{workorder.jobStates[job.state]}</span>
        {job.pauseReason && <small className="muted sub">{workorder.pauseReasons[job.pauseReason]}</small>}
      </td>
      <td>{job.technicians.map(({ name }) => name).join('、') || shared.unknown}</td>
      <td>{job.bayName ?? shared.unknown}</td>
      <td className="number">{words.spent(job.actualMinutes, job.plannedMinutes)}</td>
      <td className="number">{job.startedAt ? sayInstant(job.startedAt, today) : shared.unknown}</td>
      <td className="amount number">{sayFen(job.amountFen)}</td>
      {mayDispatch && (
        <td className="list-action">
          <DispatchButton job={job} onOpen={onOpen} />
        </td>
      )}
    </tr>
  )
}

function DispatchButton({ job, onOpen }: Pick<LineProps, 'job' | 'onOpen'>) {
  if (!canBeGiven(job)) return null
  const isNew = job.state === 'new'
  const label = isNew ? words.dispatch : words.redispatch
  return (
    <Button
      size="small"
      type={isNew ? 'primary' : 'default'}
      ghost={isNew}
      aria-label={words.dispatchJob(label, job.name)}
      onClick={onOpen}
    >
      {label}
    </Button>
  )
}

export const JobMarks = ({ job }: { readonly job: Job }) => (
  <>
    {job.isAddon && <span className="tag tone-going">{words.addon}</span>}
    {job.isSafety && (
      <span className="tag tone-wait" title={words.safetyHint}>
        {words.safety}
      </span>
    )}
    {job.rejections > 0 && <span className="tag tone-stop">{words.rejected(job.rejections)}</span>}
  </>
)

function DispatchPanel({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const query = useOffers(job.id)
  const dispatch = useDispatch(job, onClose)
  useShortcuts({ Escape: onClose })
  return (
    <SidePanel label={words.offers} title={words.offersOf(job.name)} onClose={onClose}>
      <OfferList query={query} dispatch={dispatch} />
    </SidePanel>
  )
}
