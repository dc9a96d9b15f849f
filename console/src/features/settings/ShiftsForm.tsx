import type { resources } from '@pitlane/contract'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { GuardedForm } from './GuardedForm'
import { SpanFields } from './SpanFields'
import { areGood, plainSpan, USUAL, type Span } from './spans'
import { useRosterChange } from './use-roster-change'
import { weekdays, weekOrder, words } from './words'

type Week = readonly (readonly Span[])[]

const weekOf = ({ shifts }: resources.TechnicianView): Week =>
  weekdays.map((_, day) => shifts.filter(({ weekday }) => weekday === day).map(plainSpan))

interface Props {
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
}

/** When somebody works, weekday by weekday. */
export function ShiftsForm({ person, version, onSaved }: Props) {
  const [week, setWeek] = useState(() => weekOf(person))
  const guard = useRosterChange(version, () => onSaved(words.shifts.weekly))
  const put = (at: number, spans: readonly Span[]) => setWeek((all) => all.map((day, i) => (i === at ? spans : day)))
  const isReady = week.every(areGood)
  const shifts = week.flatMap((spans, weekday) => spans.map((span) => ({ weekday, ...span })))
  const input: resources.RosterChange = { kind: 'put_shifts', technicianId: person.id, shifts }
  return (
    <GuardedForm label={words.shifts.weekly} guard={guard} input={isReady ? input : undefined}>
      <h3>{words.shifts.weekly}</h3>
      {weekOrder.map((at) => (
        <WeekdayLine key={at} day={weekdays[at]} spans={week[at] ?? []} onChange={(spans) => put(at, spans)} />
      ))}
      {!isReady && (
        <p className="field-fault" role="alert">
          {words.shifts.wrong}
        </p>
      )}
    </GuardedForm>
  )
}

interface LineProps {
  readonly day: string
  readonly spans: readonly Span[]
  readonly onChange: (spans: readonly Span[]) => void
}

function WeekdayLine({ day, spans, onChange }: LineProps) {
  const works = spans.length > 0
  return (
    <div className="weekday-line">
      <Checkbox checked={works} aria-label={words.shifts.works(day)} onChange={() => onChange(works ? [] : [USUAL])}>
        {day}
      </Checkbox>
      {works ? (
        <SpanFields day={day} spans={spans} onChange={onChange} />
      ) : (
        <span className="muted">{words.person.off}</span>
      )}
    </div>
  )
}
