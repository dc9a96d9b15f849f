import { addDays } from '@pitlane/kernel'
import { AutoComplete, Checkbox } from 'antd'
import { useStore } from '../../lib/staff'
import { DayField } from '../../ui/DayField'
import { TimeSelect } from '../../ui/TimeSelect'
import { USUAL, type Span } from './spans'
import { words } from './words'

const PLAN_DAYS = 90
const REASON_MAX = 40
const WHOLE: Span = { startsMinute: 0, endsMinute: 1440 }

/** Some hours on each of some days, and why. */
export interface DaysDraft {
  readonly fromDay: string
  readonly toDay: string
  readonly span: Span
  readonly reason: string
}

export const draftOf = (today: string, reason: string): DaysDraft => ({
  ...{ fromDay: today, toDay: today, span: WHOLE, reason },
})

/** What the API is told; undefined while the fields cannot be saved. */
export function asAbsence({ fromDay, toDay, span, reason }: DaysDraft) {
  const isForward = fromDay <= toDay && span.startsMinute < span.endsMinute
  return isForward && reason.trim() !== '' ? { fromDay, toDay, ...span, reason: reason.trim() } : undefined
}

interface Props {
  readonly draft: DaysDraft
  readonly reasons: readonly string[]
  readonly onChange: (part: Partial<DaysDraft>) => void
}

/** From which day to which, in which hours, and why: for leave, and for bays that are out of order. */
export function DaysFields({ draft, reasons, onChange }: Props) {
  const { fromDay, toDay, span } = draft
  const isForward = fromDay <= toDay && span.startsMinute < span.endsMinute
  return (
    <>
      <FromTo fromDay={fromDay} toDay={toDay} onChange={onChange} />
      <Hours span={span} onChange={(next) => onChange({ span: next })} />
      <label className="reason-note">
        {words.leaves.reason}
        <AutoComplete
          aria-label={words.leaves.reason}
          value={draft.reason}
          maxLength={REASON_MAX}
          options={reasons.map((value) => ({ value }))}
          onChange={(reason) => onChange({ reason })}
        />
      </label>
      {!isForward && (
        <p className="field-fault" role="alert">
          {words.leaves.wrong}
        </p>
      )}
    </>
  )
}

interface DaysProps {
  readonly fromDay: string
  readonly toDay: string
  readonly onChange: (days: { fromDay?: string; toDay?: string }) => void
}

function FromTo({ fromDay, toDay, onChange }: DaysProps) {
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

function Hours({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
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
