import type { resources } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { AutoComplete, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useStore } from '../../lib/staff'
import { sayDate } from '../../lib/time'
import { DayField } from '../../ui/DayField'
import { FaultNote } from '../../ui/FaultNote'
import { TimeSelect } from '../../ui/TimeSelect'
import { GuardedForm } from './GuardedForm'
import { sayHours } from './history-text'
import { USUAL, type Span } from './spans'
import { useRosterChange } from './use-roster-change'
import { words } from './words'

const PLAN_DAYS = 90
const REASON_MAX = 40
const WHOLE: Span = { startsMinute: 0, endsMinute: 1440 }

interface Props {
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
}

/** Leave to come, and a form for more. */
export function LeaveSection(props: Props) {
  return (
    <>
      <ComingLeaves {...props} />
      <LeaveForm {...props} />
    </>
  )
}

function ComingLeaves({ person, version, onSaved }: Props) {
  const guard = useRosterChange(version, () => onSaved(words.leaves.record))
  return (
    <section className="panel-part" aria-label={words.leaves.coming}>
      <h3>{words.leaves.coming}</h3>
      {person.leaves.length === 0 && <p className="muted">{words.leaves.none}</p>}
      <ul className="plain-list">
        {person.leaves.map((leave) => (
          <li key={leave.id}>
            <span className="number">
              {sayDate(leave.day)} {sayHours(leave)} · {leave.reason}
            </span>
            <Button
              type="link"
              size="small"
              loading={guard.isBusy}
              aria-label={`${words.leaves.remove} ${sayDate(leave.day)}`}
              onClick={() => guard.start({ kind: 'remove_leave', technicianId: person.id, leaveId: leave.id })}
            >
              {words.leaves.remove}
            </Button>
          </li>
        ))}
      </ul>
      <FaultNote error={guard.error} />
    </section>
  )
}

function LeaveForm({ person, version, onSaved }: Props) {
  const { today } = useStore()
  const [draft, setDraft] = useState({ fromDay: today, toDay: today, span: WHOLE, reason: '年假' })
  const change = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const guard = useRosterChange(version, () => onSaved(words.leaves.record))
  const { fromDay, toDay, span } = draft
  const reason = draft.reason.trim()
  const isForward = fromDay <= toDay && span.startsMinute < span.endsMinute
  const isReady = isForward && reason !== ''
  const input: resources.RosterChange = {
    ...{ kind: 'add_leave', technicianId: person.id, fromDay, toDay, ...span, reason },
  }
  return (
    <GuardedForm
      label={words.leaves.form}
      guard={guard}
      input={isReady ? input : undefined}
      saveLabel={words.leaves.add}
    >
      <h3>{words.leaves.form}</h3>
      <LeaveDays fromDay={fromDay} toDay={toDay} onChange={change} />
      <LeaveHours span={span} onChange={(next) => change({ span: next })} />
      <label className="reason-note">
        {words.leaves.reason}
        <AutoComplete
          aria-label={words.leaves.reason}
          value={draft.reason}
          maxLength={REASON_MAX}
          options={words.leaves.reasons.map((value) => ({ value }))}
          onChange={(text) => change({ reason: text })}
        />
      </label>
      {!isForward && (
        <p className="field-fault" role="alert">
          {words.leaves.wrong}
        </p>
      )}
    </GuardedForm>
  )
}

interface DaysProps {
  readonly fromDay: string
  readonly toDay: string
  readonly onChange: (days: { fromDay?: string; toDay?: string }) => void
}

function LeaveDays({ fromDay, toDay, onChange }: DaysProps) {
  const { today } = useStore()
  const last = addDays(today, PLAN_DAYS)
  return (
    <div className="day-form-hours">
      <label className="reason-note">
        {words.leaves.from}
        <DayField
          label={words.leaves.from}
          value={fromDay}
          from={today}
          to={last}
          onChange={(day) => onChange({ fromDay: day, ...(day > toDay ? { toDay: day } : {}) })}
        />
      </label>
      <label className="reason-note">
        {words.leaves.to}
        <DayField
          label={words.leaves.to}
          value={toDay}
          from={fromDay}
          to={last}
          onChange={(day) => onChange({ toDay: day })}
        />
      </label>
    </div>
  )
}

function LeaveHours({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  const isWhole = span.startsMinute === 0 && span.endsMinute === 1440
  return (
    <>
      <Checkbox checked={isWhole} onChange={() => onChange(isWhole ? USUAL : WHOLE)}>
        {words.leaves.isWholeDay}
      </Checkbox>
      {!isWhole && (
        <div className="span-line">
          <TimeSelect
            label={words.leaves.startsAt}
            value={span.startsMinute}
            onChange={(startsMinute) => onChange({ ...span, startsMinute })}
          />
          –
          <TimeSelect
            label={words.leaves.endsAt}
            value={span.endsMinute}
            onChange={(endsMinute) => onChange({ ...span, endsMinute })}
          />
        </div>
      )}
    </>
  )
}
