import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { useShortcuts } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Facts, type Fact } from '../../../ui/Facts'
import { FaultNote } from '../../../ui/FaultNote'
import { SidePanel } from '../../../ui/SidePanel'
import { useToast } from '../../../ui/use-toast'
import { OfferList } from '../jobs/OfferList'
import { jobTones } from '../jobs/tones'
import { useDispatch, type Offer, type useOffers } from '../jobs/use-offers'
import type { Reversals } from '../jobs/use-reversals'
import { useCommand } from '../use-command'
import { words as shared } from '../words'
import { canBeGiven, canBeTakenBack, dispatchable, isNew, sayJob, type Floor, type FloorJob } from './floor'
import { OutsourceForm, ReceiveForm } from './OutsideForms'
import type { Choice } from './use-choice'
import { words } from './words'

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

interface Props {
  readonly job: FloorJob
  readonly floor: Floor
  readonly choice: Choice
  readonly query: ReturnType<typeof useOffers>
  readonly reversals: Reversals
  /** Of its work order. */
  readonly to: string
}

/** One job: where it stands, who should do it, and what else can be done with it. */
export function JobPanel(props: Props) {
  const { job, floor, to } = props
  return (
    <SidePanel label={words.panel} title={sayJob(job)}>
      <JobFacts job={job} floor={floor} to={to} />
      <Actions {...props} />
      {canBeGiven(job) ? <Offers {...props} /> : <p className="muted">{sayWhyNot(job)}</p>}
    </SidePanel>
  )
}

const notGiven: Partial<Record<workorder.JobState, string>> = words.notGiven
const sayWhyNot = ({ state }: FloorJob) => notGiven[state]

const namesIn = (all: readonly { readonly id: string; readonly name: string }[], ids: readonly (string | null)[]) =>
  all.flatMap(({ id, name }) => (ids.includes(id) ? [name] : [])).join('、')

/** Who has it: nobody yet, somebody outside, or people of the house. */
function holderFacts(job: FloorJob, { technicians, bays }: Floor, today: string): Fact[] {
  const { facts } = words
  if (isNew(job)) return []
  if (job.vendor)
    return [
      { label: facts.vendor, value: job.vendor.name },
      { label: facts.back, value: sayInstant(job.vendor.dueAt, today) },
    ]
  return [
    { label: facts.people, value: namesIn(technicians, job.technicianIds) },
    { label: facts.bay, value: namesIn(bays, [job.bayId]) },
  ]
}

function JobFacts({ job, floor, to }: Pick<Props, 'job' | 'floor' | 'to'>) {
  const { today } = useStore()
  const { facts } = words
  const reason = job.pauseReason && workorder.pauseReasons[job.pauseReason]
  return (
    <Facts
      facts={[
        { label: facts.order, value: <Link to={to}>{job.workorderNumber}</Link> },
        {
          label: facts.state,
          value: (
            <>
              <span className={`tag tone-${jobTones[job.state]}`}>{workorder.jobStates[job.state]}</span> {reason}
            </>
          ),
        },
        ...holderFacts(job, floor, today),
        { label: facts.time, value: words.spent(job.actualMinutes, job.plannedMinutes) },
        { label: facts.promise, value: job.promisedAt ? sayInstant(job.promisedAt, today) : shared.noPromise },
      ]}
    />
  )
}

type Form = 'outsource' | 'receive'

const formOf = ({ state }: FloorJob): Form | null => {
  if (state === 'outsourced') return 'receive'
  return state === 'new' || state === 'assigned' ? 'outsource' : null
}

/** What can be done with a job beside giving it to somebody. */
function Actions({ job, reversals }: Props) {
  const [open, setOpen] = useState<Form | null>(null)
  const form = formOf(job)
  const withdrawal = useCommand(workorder.withdrawDispatch, ({ version }) =>
    reversals.withdrawn(dispatchable(job), version),
  )
  const close = () => setOpen(null)
  if (open === 'outsource') return <OutsourceForm job={job} isAllowed={form === open} onClose={close} />
  if (open === 'receive') return <ReceiveForm job={job} isAllowed={form === open} onClose={close} />
  if (form === null) return null
  return (
    <>
      <FaultNote error={withdrawal.error} />
      <p className="floor-actions">
        {canBeTakenBack(job) && (
          <Button
            size="small"
            loading={withdrawal.isBusy}
            onClick={({ detail }) => detail < 2 && withdrawal.run({ jobId: job.jobId }, { version: job.version })}
          >
            {words.withdraw}
          </Button>
        )}
        <Button size="small" onClick={() => setOpen(form)}>
          {words[form]}
        </Button>
      </p>
    </>
  )
}

function Offers({ job, choice, query, reversals }: Props) {
  const toast = useToast()
  const dispatch = useDispatch(dispatchable(job), reversals, () =>
    choice.markGiven({ id: job.jobId, version: job.version }),
  )
  const give = (offer: Offer) => {
    if (!choice.isSurprise) return dispatch.give(offer)
    choice.accept()
    toast.warn(words.surprise)
  }
  const giveTo = (rank: number) => {
    const offer = query.data?.offers[rank - 1]
    if (offer) give(offer)
  }
  useShortcuts(Object.fromEntries(DIGITS.map((rank) => [String(rank), () => giveTo(rank)])))
  return (
    <section className="floor-offers" aria-label={words.offers}>
      <h2>{isNew(job) ? words.offers : words.redispatch}</h2>
      <OfferList query={query} dispatch={{ ...dispatch, give }} />
    </section>
  )
}
