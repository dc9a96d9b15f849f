import { store } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { Button, Input, Select, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { words } from './words'

const STEP = 15
const NOTE_MAX = 40
/** What a day that was closed starts from. */
const USUAL = { opensMinute: 540, closesMinute: 1080 }

const times = Array.from({ length: 1440 / STEP + 1 }, (_, i) => ({ value: i * STEP, label: formatMinute(i * STEP) }))

interface Props {
  readonly storeId: string
  readonly day: store.CalendarDay
  readonly onSaved: (day: store.CalendarDay) => void
  readonly onBack: () => void
  /** Where the bookings of this day can be seen, for when they stand in the way. */
  readonly bookingsLink: ReactNode
}

const startOf = (day: store.CalendarDay) => ({
  isOpen: day.isOpen,
  ...(day.opensMinute < day.closesMinute ? { opensMinute: day.opensMinute, closesMinute: day.closesMinute } : USUAL),
  note: day.source === 'manual' ? (day.note ?? '') : '',
})

type Draft = ReturnType<typeof startOf>

/** Opens, closes or changes the hours of one day. */
export function DayForm({ storeId, day, onSaved, onBack, bookingsLink }: Props) {
  const [draft, setDraft] = useState(() => startOf(day))
  const save = useAction(
    () => call(store.setDay, { params: { storeId, day: day.day }, body: { ...draft, note: draft.note.trim() } }),
    onSaved,
  )
  const change = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }))
  const areHoursWrong = draft.isOpen && draft.opensMinute >= draft.closesMinute
  return (
    <form
      className="day-form"
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!areHoursWrong) save.run()
      }}
    >
      <HoursFields draft={draft} onChange={change} areWrong={areHoursWrong} />
      <label className="reason-note">
        {words.note}
        <Input
          value={draft.note}
          maxLength={NOTE_MAX}
          placeholder={words.noteExample}
          onChange={(event) => change({ note: event.target.value })}
        />
      </label>
      <FaultNote error={save.error} />
      {isApiError(save.error, 'store.day_has_bookings') && bookingsLink}
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" htmlType="submit" loading={save.isBusy} disabled={areHoursWrong}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

interface HoursProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  readonly areWrong: boolean
}

function HoursFields({ draft, onChange, areWrong }: HoursProps) {
  return (
    <>
      <label className="day-form-line">
        <span>{words.isOpen}</span>
        <Switch checked={draft.isOpen} onChange={(isOpen) => onChange({ isOpen })} />
      </label>
      {draft.isOpen ? (
        <div className="day-form-hours">
          <TimeField
            label={words.opens}
            value={draft.opensMinute}
            onChange={(opensMinute) => onChange({ opensMinute })}
          />
          <TimeField
            label={words.closes}
            value={draft.closesMinute}
            onChange={(closesMinute) => onChange({ closesMinute })}
          />
        </div>
      ) : (
        <p className="muted">{words.closeText}</p>
      )}
      {areWrong && (
        <p className="field-fault" role="alert">
          {words.hoursWrong}
        </p>
      )}
    </>
  )
}

interface TimeProps {
  readonly label: string
  readonly value: number
  readonly onChange: (minute: number) => void
}

function TimeField({ label, value, onChange }: TimeProps) {
  return (
    <label className="reason-note">
      {label}
      <Select aria-label={label} value={value} options={times} onChange={onChange} showSearch />
    </label>
  )
}
