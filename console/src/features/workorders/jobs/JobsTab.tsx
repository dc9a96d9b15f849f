import type { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useShortcuts } from '../../../lib/shortcuts'
import { Blank } from '../../../ui/Blank'
import { SidePanel } from '../../../ui/SidePanel'
import { canDo } from '../may'
import { CheckForm } from './CheckForm'
import { canAct, JobLine, type JobAct } from './JobLine'
import { OfferList } from './OfferList'
import { RemovalForm } from './RemovalForm'
import { canBeRemoved } from './tones'
import { useDispatch, useOffers } from './use-offers'
import { useReversals, type Dispatchable } from './use-reversals'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Job = workorder.JobView

interface Opened {
  readonly id: string
  readonly act: JobAct
}

/** What is done to the car, by whom; who should do what is still to be given away, and what is done and wants a second look. */
export function JobsTab({ detail }: { readonly detail: Detail }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  if (detail.jobs.length === 0)
    return (
      <Blank title={words.none}>
        <p>{words.noneHint}</p>
      </Blank>
    )
  return (
    <div className="order-split">
      <div className="order-split-main">
        <Removal detail={detail} />
        <JobTable detail={detail} opened={opened} onOpen={setOpened} />
      </div>
      <OpenedPanel detail={detail} opened={opened} onClose={close} />
    </div>
  )
}

function Removal({ detail }: { readonly detail: Detail }) {
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return <RemovalForm detail={detail} onClose={() => setAsked(false)} />
  if (!canDo(detail, 'proposeRemoval') || !detail.jobs.some(canBeRemoved)) return null
  return (
    <p className="order-bar">
      <Button onClick={() => setAsked(true)}>{words.removal}</Button>
    </p>
  )
}

const actsOf = (detail: Detail): JobAct[] => [
  ...(canDo(detail, 'dispatch') ? (['dispatch'] as const) : []),
  ...(canDo(detail, 'checkJob') ? (['check'] as const) : []),
]

interface TableProps {
  readonly detail: Detail
  readonly opened: Opened | null
  readonly onOpen: (opened: Opened) => void
}

function JobTable({ detail, opened, onOpen }: TableProps) {
  const acts = actsOf(detail)
  return (
    <table className="list-table jobs-table" aria-label={words.title}>
      <thead>
        <tr>
          {Object.values(words.columns).map((label) => (
            <th key={label} scope="col" className={label === words.columns.amount ? 'amount' : undefined}>
              {label}
            </th>
          ))}
          {acts.length > 0 && <th aria-label={words.handle} />}
        </tr>
      </thead>
      <tbody>
        {detail.jobs.map((job) => (
          <JobLine
            key={job.id}
            job={job}
            isSelected={job.id === opened?.id}
            acts={acts}
            onOpen={(act) => onOpen({ id: job.id, act })}
          />
        ))}
      </tbody>
    </table>
  )
}

interface PanelProps {
  readonly detail: Detail
  readonly opened: Opened | null
  readonly onClose: () => void
}

function OpenedPanel({ detail, opened, onClose }: PanelProps) {
  const job = detail.jobs.find(({ id }) => id === opened?.id)
  if (!job || !opened) return null
  const isAllowed = actsOf(detail).includes(opened.act) && canAct(job, opened.act)
  if (opened.act === 'check') return <CheckForm key={job.id} {...{ job, isAllowed, onClose }} />
  return isAllowed ? <DispatchPanel key={job.id} job={job} onClose={onClose} /> : null
}

/** Whoever the booking was planned with has nothing in hand yet. */
const dispatchable = ({ id, name, version, state, technicians, technicianCount, bayId }: Job): Dispatchable => ({
  ...{ id, name, version, isNew: state === 'new', teamSize: technicianCount },
  ...(state === 'new' ? { people: [], bayId: null } : { people: technicians.map((one) => one.id), bayId }),
})

function DispatchPanel({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const query = useOffers(job.id)
  const dispatch = useDispatch(dispatchable(job), useReversals(), onClose)
  useShortcuts({ Escape: onClose })
  return (
    <SidePanel label={words.offers} title={words.offersOf(job.name)} onClose={onClose}>
      <OfferList query={query} dispatch={dispatch} />
    </SidePanel>
  )
}
