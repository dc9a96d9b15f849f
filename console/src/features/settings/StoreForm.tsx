import { storeSettings, type View } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { sayDate } from '../../lib/time'
import { useToast } from '../../ui/use-toast'
import { TextField } from './FamilyForm'
import { GuardedForm } from './GuardedForm'
import { storeWords } from './store-words'
import { useGuardedSave } from './use-guarded-save'
import { Amount } from './VariantFields'
import { isWeekGood, WeekFields } from './WeekFields'
import { words } from './words'

type Settings = storeSettings.StoreSettings
type Saved = View<typeof storeSettings.save>
type Numbers = 'latitude' | 'longitude' | 'minLeadMinutes' | 'cancelCutoffMinutes' | 'noShowGraceMinutes'

/** Numbers are null while they are empty. */
type Draft = Omit<Settings, Numbers> & { readonly [K in Numbers]: number | null }

function settingsOf(draft: Draft): Settings | undefined {
  const { latitude, longitude, minLeadMinutes, cancelCutoffMinutes, noShowGraceMinutes, ...rest } = draft
  const texts = { name: draft.name.trim(), city: draft.city.trim(), address: draft.address.trim() }
  const phone = draft.phone.trim()
  const isSaid = Object.values(texts).every((text) => text !== '') && /^[0-9+ -]{5,20}$/.test(phone)
  if (!isSaid || !isWeekGood(draft.week)) return undefined
  if (latitude === null || longitude === null) return undefined
  if (minLeadMinutes === null || cancelCutoffMinutes === null || noShowGraceMinutes === null) return undefined
  return {
    ...{ ...rest, ...texts, phone, latitude, longitude },
    ...{ minLeadMinutes, cancelCutoffMinutes, noShowGraceMinutes },
  }
}

interface Props {
  readonly store: View<typeof storeSettings.list>[number]
  readonly onBack: () => void
}

/** What a store says of itself, and the rules that its bookings follow. */
export function StoreForm({ store, onBack }: Props) {
  const client = useQueryClient()
  const toast = useToast()
  const [draft, setDraft] = useState<Draft>(store.settings)
  const [kept, setKept] = useState<Saved['keptDays']>([])
  const change = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }))
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

interface FieldsProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

const ProfileFields = ({ draft, onChange }: FieldsProps) => (
  <>
    <TextField label={storeWords.name} max={60} value={draft.name} onChange={(name) => onChange({ name })} />
    <div className="day-form-hours">
      <TextField label={storeWords.city} max={30} value={draft.city} onChange={(city) => onChange({ city })} />
      <TextField label={storeWords.phone} max={20} value={draft.phone} onChange={(phone) => onChange({ phone })} />
    </div>
    <TextField
      label={storeWords.address}
      max={120}
      value={draft.address}
      onChange={(address) => onChange({ address })}
    />
    <div className="day-form-hours">
      <Amount
        label={storeWords.latitude}
        range={[-90, 90]}
        precision={6}
        value={draft.latitude}
        onChange={(latitude) => onChange({ latitude })}
      />
      <Amount
        label={storeWords.longitude}
        range={[-180, 180]}
        precision={6}
        value={draft.longitude}
        onChange={(longitude) => onChange({ longitude })}
      />
    </div>
  </>
)

const RuleFields = ({ draft, onChange }: FieldsProps) => (
  <>
    <div className="amount-grid">
      <Amount
        label={storeWords.minLeadMinutes}
        range={[0, 2880]}
        value={draft.minLeadMinutes}
        onChange={(minLeadMinutes) => onChange({ minLeadMinutes })}
      />
      <Amount
        label={storeWords.cancelCutoffMinutes}
        range={[0, 2880]}
        value={draft.cancelCutoffMinutes}
        onChange={(cancelCutoffMinutes) => onChange({ cancelCutoffMinutes })}
      />
      <Amount
        label={storeWords.noShowGraceMinutes}
        range={[5, 240]}
        value={draft.noShowGraceMinutes}
        onChange={(noShowGraceMinutes) => onChange({ noShowGraceMinutes })}
      />
    </div>
    <Flag
      label={storeWords.isAutoConfirm}
      value={draft.isAutoConfirm}
      onChange={(isAutoConfirm) => onChange({ isAutoConfirm })}
    />
  </>
)

interface FlagProps {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

const Flag = ({ label, value, onChange }: FlagProps) => (
  <label className="day-form-line">
    <span>{label}</span>
    <Switch checked={value} onChange={onChange} />
  </label>
)

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className="form-part">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
