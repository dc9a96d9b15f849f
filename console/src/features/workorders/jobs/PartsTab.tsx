import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { FaultNote } from '../../../ui/FaultNote'
import { InstantField } from '../../../ui/InstantField'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { sayFen } from '../money'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { partTones } from './tones'
import { words } from './words'

type Detail = workorder.WorkorderDetail
type Part = workorder.PartView
type PartState = Part['state']
type Target = Exclude<PartState, 'cancelled'>

/** Where a material can go from where it is; waiting again is a new time. */
const steps: Readonly<Record<PartState, readonly Target[]>> = {
  waiting: ['arrived', 'waiting'],
  arrived: ['issued', 'waiting'],
  issued: ['returned'],
  returned: [],
  cancelled: [],
}

/** Materials on their way into the car. */
export function PartsTab({ detail }: { readonly detail: Detail }) {
  const [waitingId, setWaiting] = useState<string | null>(null)
  const action = useCommand(workorder.movePart)
  const mayMove = canDo(detail, 'movePart')
  const waiting = detail.parts.find(({ id }) => id === waitingId)
  const take = (part: Part, state: Target) => {
    if (state === 'waiting') setWaiting(part.id)
    else action.run({ partId: part.id }, { version: part.version, state, etaAt: null })
  }
  if (detail.parts.length === 0)
    return (
      <Blank title={words.noParts}>
        <p>{words.noPartsHint}</p>
      </Blank>
    )
  return (
    <>
      <FaultNote error={action.error} />
      {waiting && <EtaForm key={waiting.id} part={waiting} isAllowed={mayMove} onClose={() => setWaiting(null)} />}
      <table className="list-table" aria-label={words.parts}>
        <thead>
          <tr>
            {Object.entries(words.partColumns).map(([name, label]) => (
              <th key={name} scope="col" className={name === 'amount' || name === 'quantity' ? 'amount' : undefined}>
                {label}
              </th>
            ))}
            {mayMove && <th aria-label={words.handle} />}
          </tr>
        </thead>
        <tbody>
          {detail.parts.map((part) => (
            <PartLine
              key={part.id}
              part={part}
              jobName={detail.jobs.find(({ id }) => id === part.jobId)?.name ?? shared.unknown}
              onTake={mayMove ? (state) => take(part, state) : null}
              isBusy={action.isBusy}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface LineProps {
  readonly part: Part
  readonly jobName: string
  readonly onTake: ((state: Target) => void) | null
  readonly isBusy: boolean
}

const labelOf = (part: Part, to: Target) =>
  to === 'waiting' && part.etaAt !== null ? words.changeEta : words.partSteps[to]

/** What was cancelled is not waited for any more. */
const isExpected = (part: Part): part is Part & { readonly etaAt: string } =>
  part.etaAt !== null && part.state !== 'cancelled'

function PartLine({ part, jobName, onTake, isBusy }: LineProps) {
  const { today } = useStore()
  return (
    <tr className={part.state === 'cancelled' ? 'is-cancelled' : undefined}>
      <th scope="row">{part.name}</th>
      <td>{part.code ?? shared.unknown}</td>
      <td>{jobName}</td>
      <td className="amount number">{`${part.quantityCenti / 100} ${part.unit}`}</td>
      <td>
        <span className={`tag tone-${partTones[part.state]}`}>{workorder.partStates[part.state]}</span>
      </td>
      <td className="number">{isExpected(part) ? sayInstant(part.etaAt, today) : shared.unknown}</td>
      <td className="amount number">{sayFen(part.amountFen)}</td>
      {onTake && (
        <td className="list-action">
          {steps[part.state].map((to) => (
            <Button
              key={to}
              size="small"
              disabled={isBusy}
              aria-label={words.stepOf(labelOf(part, to), part.name)}
              onClick={() => onTake(to)}
            >
              {labelOf(part, to)}
            </Button>
          ))}
        </td>
      )}
    </tr>
  )
}

interface EtaProps {
  readonly part: Part
  readonly isAllowed: boolean
  readonly onClose: () => void
}

function EtaForm({ part, isAllowed, onClose }: EtaProps) {
  const { today } = useStore()
  const kept = useKeptForm(isAllowed)
  const [etaAt, setEta] = useState(part.etaAt)
  const action = useCommand(workorder.movePart, onClose)
  const save = () => action.run({ partId: part.id }, { version: part.version, state: 'waiting', etaAt })
  return (
    <CommandForm
      label={words.etaForm(part.name)}
      text={words.etaText}
      submitLabel={words.etaSave}
      canSubmit={etaAt !== null}
      kept={kept}
      action={action}
      onSubmit={save}
      onBack={onClose}
    >
      <div className="reason-note">
        {words.eta}
        <InstantField label={words.eta} value={etaAt} from={today} onChange={setEta} />
      </div>
    </CommandForm>
  )
}
