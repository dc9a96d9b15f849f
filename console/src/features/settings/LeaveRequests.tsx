import { leave } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { leaveOnEscape } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { sayDate, sayInstant } from '../../lib/time'
import { FaultNote } from '../../ui/FaultNote'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { sayHours } from './history-text'
import { ImpactStep } from './ImpactStep'
import { leaveWords } from './leave-words'
import { useGuardedSave } from './use-guarded-save'
import { useLeaveStep } from './use-leave'

type Request = leave.LeaveRequest

const NOTE_MAX = 100

export const sayDays = (request: Request): string =>
  request.fromDay === request.toDay
    ? `${sayDate(request.fromDay)} ${sayHours(request)}`
    : `${sayDate(request.fromDay)}至${sayDate(request.toDay)} ${sayHours(request)}`

const tones = { pending: 'tone-wait', approved: 'tone-done', rejected: 'tone-stop', withdrawn: 'tone-muted' } as const

export const LeaveStateTag = ({ state }: Pick<Request, 'state'>) => (
  <span className={`tag ${tones[state]}`}>{leave.leaveStates[state]}</span>
)

interface Props {
  readonly requests: readonly Request[]
  /** The version of people and bays on the screen. */
  readonly rosterVersion: number
  readonly refresh: () => void
  readonly onClose: () => void
}

/** Requests that wait for a decision, and how the others ended. */
export function LeaveRequests({ requests, rosterVersion, refresh, onClose }: Props) {
  const pending = requests.filter(({ state }) => state === 'pending')
  const decided = requests.filter(({ state }) => state !== 'pending')
  return (
    <SidePanel label={leaveWords.requests} title={leaveWords.requests} onClose={onClose}>
      <section className="panel-part" aria-label={leaveWords.pending}>
        <h3>{leaveWords.pending}</h3>
        {pending.length === 0 && <p className="muted">{leaveWords.none}</p>}
        {pending.map((request) => (
          <Pending key={request.id} request={request} rosterVersion={rosterVersion} refresh={refresh} />
        ))}
      </section>
      <section className="panel-part decided-part" aria-label={leaveWords.decided}>
        <h3>{leaveWords.decided}</h3>
        {decided.length === 0 && <p className="muted">{leaveWords.noneDecided}</p>}
        <ul className="history-list">
          {decided.map((request) => (
            <li key={request.id}>
              <p className="history-head">
                <b>{request.technicianName}</b>
                <LeaveStateTag state={request.state} />
              </p>
              <p className="number">
                {sayDays(request)} · {request.reason}
              </p>
              <Decision request={request} />
            </li>
          ))}
        </ul>
      </section>
    </SidePanel>
  )
}

/** Who decided, when, and with which words. */
export function Decision({ request }: { readonly request: Request }) {
  const { today } = useStore()
  const { decidedByName, decidedAt, note } = request
  if (decidedAt === null) return null
  return (
    <p className="muted number">
      {[decidedByName, sayInstant(decidedAt, today), note].filter((part) => part !== null).join(' · ')}
    </p>
  )
}

function Pending({ request, rosterVersion, refresh }: Omit<Props, 'requests' | 'onClose'> & { request: Request }) {
  const { today } = useStore()
  const [isRejecting, setRejecting] = useState(false)
  const toast = useToast()
  const params = { requestId: request.id }
  const { version, technicianName } = request
  const guard = useGuardedSave<null, unknown>({
    preview: () => call(leave.preview, { params, body: { version, rosterVersion } }),
    save: (_, affectedSeen) => call(leave.approve, { params, body: { version, rosterVersion, affectedSeen } }),
    onSaved: () => {
      toast.done(leaveWords.approved(technicianName))
      refresh()
    },
  })
  return (
    <div className="group-box" role="group" aria-label={technicianName}>
      <p className="history-head">
        <b>{technicianName}</b>
        <span className="muted number">{sayInstant(request.createdAt, today)}</span>
      </p>
      <p className="number">
        {sayDays(request)} · {request.reason}
      </p>
      <p className="muted">{leaveWords.askedBy(request.requestedByName)}</p>
      {request.isMine && <p className="muted">{leaveWords.own}</p>}
      <FaultNote error={guard.error} />
      {guard.question && (
        <ImpactStep
          question={guard.question}
          isBusy={guard.isBusy}
          onSave={guard.confirm}
          onBack={guard.goBack}
          saveLabel={leaveWords.approveAnyway}
        />
      )}
      {isRejecting && <RejectForm request={request} refresh={refresh} onBack={() => setRejecting(false)} />}
      {!request.isMine && !guard.question && !isRejecting && (
        <div className="reason-buttons">
          <Button onClick={() => setRejecting(true)}>{leaveWords.reject}</Button>
          <Button type="primary" loading={guard.isBusy} onClick={() => guard.start(null)}>
            {leaveWords.approve}
          </Button>
        </div>
      )}
    </div>
  )
}

interface RejectProps {
  readonly request: Request
  readonly refresh: () => void
  readonly onBack: () => void
}

function RejectForm({ request, refresh, onBack }: RejectProps) {
  const [note, setNote] = useState('')
  const toast = useToast()
  const text = note.trim()
  const step = useLeaveStep(
    () => call(leave.reject, { params: { requestId: request.id }, body: { version: request.version, note: text } }),
    refresh,
    () => toast.done(leaveWords.rejected(request.technicianName)),
  )
  return (
    <form
      className="day-form"
      aria-label={leaveWords.reject}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        if (text !== '') step.run()
      }}
    >
      <label className="reason-note">
        {leaveWords.rejectReason}
        <Input
          autoFocus
          value={note}
          maxLength={NOTE_MAX}
          placeholder={leaveWords.rejectExample}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <FaultNote error={step.error} />
      <div className="reason-buttons">
        <Button onClick={onBack}>{leaveWords.back}</Button>
        <Button type="primary" danger htmlType="submit" loading={step.isBusy} disabled={text === ''}>
          {leaveWords.rejectSubmit}
        </Button>
      </div>
    </form>
  )
}
