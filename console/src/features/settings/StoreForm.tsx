import { storeSettings, type View } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { sayDate } from '../../lib/time'
import { useToast } from '../../ui/use-toast'
import { GuardedForm } from './GuardedForm'
import { settingsOf, type StoreDraft } from './store-draft'
import { storeWords } from './store-words'
import { Flag, LegalFields, ProfileFields, RuleFields } from './StoreFields'
import { useGuardedSave } from './use-guarded-save'
import { WeekFields } from './WeekFields'
import { words } from './words'

type Settings = storeSettings.StoreSettings
type Saved = View<typeof storeSettings.save>
interface Props {
  readonly store: View<typeof storeSettings.list>[number]
  readonly onBack: () => void
}

/** What a store says of itself, and the rules that its bookings follow. */
export function StoreForm({ store, onBack }: Props) {
  const client = useQueryClient()
  const toast = useToast()
  const [draft, setDraft] = useState<StoreDraft>(store.settings)
  const [kept, setKept] = useState<Saved['keptDays']>([])
  const change = (part: Partial<StoreDraft>) => setDraft((d) => ({ ...d, ...part }))
  const { version } = store
  const params = { storeId: store.id }
  const guard = useGuardedSave<Settings, Saved>({
    preview: (settings) => call(storeSettings.preview, { params, body: { version, settings } }),
    save: (settings, affectedSeen) => call(storeSettings.save, { params, body: { version, affectedSeen, settings } }),
    onSaved: ({ keptDays }) => {
      toast.done(words.saved(draft.name.trim()))
      setKept(keptDays)
      // The name of the store stands in the switch on top.
      void client.invalidateQueries({ queryKey: ['staff', 'me'] })
      void client.invalidateQueries({ queryKey: ['calendar'] })
    },
  })
  return (
    <>
      <KeptDays days={kept} />
      <GuardedForm label={storeWords.form} guard={guard} input={settingsOf(draft)} onBack={onBack}>
        <Part title={storeWords.parts.profile}>
          <ProfileFields draft={draft} onChange={change} />
        </Part>
        <Part title={storeWords.parts.hours}>
          <p className="muted">{storeWords.hoursHint}</p>
          <WeekFields week={draft.week} onChange={(week) => change({ week })} />
          <Flag
            label={storeWords.followsHolidays}
            value={draft.followsHolidays}
            onChange={(followsHolidays) => change({ followsHolidays })}
          />
        </Part>
        <Part title={storeWords.parts.rules}>
          <RuleFields draft={draft} onChange={change} />
        </Part>
        <Part title={storeWords.parts.legal}>
          <p className="muted">{storeWords.legalHint}</p>
          <LegalFields draft={draft} onChange={change} />
        </Part>
        <Flag label={storeWords.isActive} value={draft.isActive} onChange={(isActive) => change({ isActive })} />
        {!draft.isActive && <p className="muted">{storeWords.retireHint}</p>}
      </GuardedForm>
    </>
  )
}

function KeptDays({ days }: { readonly days: Saved['keptDays'] }) {
  if (days.length === 0) return null
  return (
    <section className="kept-days" aria-label={storeWords.kept(days.length)}>
      <h3>{storeWords.kept(days.length)}</h3>
      <ul className="plain-list">
        {days.map(({ day, why }) => (
          <li key={day}>
            <span className="number">{sayDate(day)}</span>
            <span>{storeWords.keptWhy[why]}</span>
          </li>
        ))}
      </ul>
      {days.some(({ why }) => why === 'bookings') && <p>{storeWords.keptHint}</p>}
    </section>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className="form-part">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
