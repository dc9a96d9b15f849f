import type { resources } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useStore } from '../../lib/staff'
import { sayDate } from '../../lib/time'
import { DayField } from '../../ui/DayField'
import { FaultNote } from '../../ui/FaultNote'
import { GuardedForm } from './GuardedForm'
import { sayHours } from './history-text'
import { ImpactStep } from './ImpactStep'
import { SpanFields } from './SpanFields'
import { areGood, USUAL, type Span } from './spans'
import { useRosterChange } from './use-roster-change'
import { words } from './words'

const PLAN_DAYS = 90

interface Props {
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
}

/** Single days with other hours than the week says. */
export function DayShifts({ person, version, onSaved }: Props) {
  const { today } = useStore()
  const [day, setDay] = useState(addDays(today, 1))
  const [spans, setSpans] = useState<readonly Span[]>([USUAL])
  const guard = useRosterChange(version, () => onSaved(words.shifts.daily))
  const input: resources.RosterChange = {
    ...{ kind: 'put_day_shifts', technicianId: person.id, day, spans: [...spans] },
  }
  return (
    <section className="panel-part" aria-label={words.shifts.daily}>
      <h3>{words.shifts.daily}</h3>
      <p className="muted">{words.shifts.dailyHint}</p>
      <SpecialDays person={person} version={version} onSaved={onSaved} />
      <GuardedForm
        label={words.shifts.addDay}
        guard={guard}
        input={areGood(spans) ? input : undefined}
        saveLabel={words.shifts.addDay}
      >
        <label className="reason-note">
          {words.shifts.day}
          <DayField
            label={words.shifts.day}
            value={day}
            onChange={setDay}
            from={today}
            to={addDays(today, PLAN_DAYS)}
          />
        </label>
        <SpanFields day={sayDate(day)} spans={spans} onChange={setSpans} />
        {!areGood(spans) && (
          <p className="field-fault" role="alert">
            {words.shifts.wrong}
          </p>
        )}
      </GuardedForm>
    </section>
  )
}

function SpecialDays({ person, version, onSaved }: Props) {
  const guard = useRosterChange(version, () => onSaved(words.shifts.daily))
  const days = [...new Set(person.dayShifts.map(({ day }) => day))]
  const back = (day: string) => guard.start({ kind: 'put_day_shifts', technicianId: person.id, day, spans: [] })
  if (days.length === 0) return <p className="muted">{words.shifts.none}</p>
  return (
    <>
      <ul className="plain-list">
        {days.map((day) => (
          <li key={day}>
            <span className="number">
              {sayDate(day)}{' '}
              {person.dayShifts
                .filter((shift) => shift.day === day)
                .map(sayHours)
                .join('、')}
            </span>
            <Button
              type="link"
              size="small"
              aria-label={`${words.shifts.removeDay} ${sayDate(day)}`}
              onClick={() => back(day)}
            >
              {words.shifts.removeDay}
            </Button>
          </li>
        ))}
      </ul>
      <FaultNote error={guard.error} />
      {guard.question && (
        <ImpactStep question={guard.question} isBusy={guard.isBusy} onSave={guard.confirm} onBack={guard.goBack} />
      )}
    </>
  )
}
