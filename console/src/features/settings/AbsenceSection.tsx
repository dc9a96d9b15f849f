import type { resources } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useStore } from '../../lib/staff'
import { sayDate } from '../../lib/time'
import { FaultNote } from '../../ui/FaultNote'
import { asAbsence, DaysFields, draftOf } from './DaysFields'
import { GuardedForm } from './GuardedForm'
import { sayHours } from './history-text'
import { useRosterChange } from './use-roster-change'
import { words } from './words'

type Absence = resources.TechnicianView['leaves'][number]
type NewAbsence = NonNullable<ReturnType<typeof asAbsence>>

interface Props {
  readonly text: {
    readonly coming: string
    readonly none: string
    readonly form: string
    readonly add: string
    readonly remove: string
    readonly reasons: readonly string[]
  }
  readonly absences: readonly Absence[]
  readonly version: number
  readonly addOf: (absence: NewAbsence) => resources.RosterChange
  readonly removeOf: (absenceId: string) => resources.RosterChange
  readonly onSaved: () => void
}

/** When somebody is away, or a bay out of order, and a form for more. */
export function AbsenceSection(props: Props) {
  return (
    <>
      <Coming {...props} />
      <NewForm {...props} />
    </>
  )
}

function Coming({ text, absences, version, removeOf, onSaved }: Props) {
  const guard = useRosterChange(version, onSaved)
  return (
    <section className="panel-part" aria-label={text.coming}>
      <h3>{text.coming}</h3>
      {absences.length === 0 && <p className="muted">{text.none}</p>}
      <ul className="plain-list">
        {absences.map((absence) => (
          <li key={absence.id}>
            <span className="number">
              {sayDate(absence.day)} {sayHours(absence)} · {absence.reason}
            </span>
            <Button
              type="link"
              size="small"
              loading={guard.isBusy}
              aria-label={`${text.remove} ${sayDate(absence.day)}`}
              onClick={() => guard.start(removeOf(absence.id))}
            >
              {text.remove}
            </Button>
          </li>
        ))}
      </ul>
      <FaultNote error={guard.error} />
    </section>
  )
}

function NewForm({ text, version, addOf, onSaved }: Props) {
  const { today } = useStore()
  const [draft, setDraft] = useState(() => draftOf(today, text.reasons[0] ?? ''))
  const guard = useRosterChange(version, onSaved)
  const absence = asAbsence(draft)
  return (
    <GuardedForm label={text.form} guard={guard} input={absence && addOf(absence)} saveLabel={text.add}>
      <h3>{text.form}</h3>
      <DaysFields draft={draft} reasons={text.reasons} onChange={(part) => setDraft((d) => ({ ...d, ...part }))} />
    </GuardedForm>
  )
}

/** When a bay is out of order. */
export function OutageSection({
  bay,
  version,
  onSaved,
}: {
  readonly bay: resources.BayView
  readonly version: number
  readonly onSaved: (what: string) => void
}) {
  return (
    <AbsenceSection
      text={words.outages}
      absences={bay.outages}
      version={version}
      addOf={(absence) => ({ kind: 'add_bay_outage', bayId: bay.id, ...absence })}
      removeOf={(outageId) => ({ kind: 'remove_bay_outage', bayId: bay.id, outageId })}
      onSaved={() => onSaved(words.outages.record)}
    />
  )
}
