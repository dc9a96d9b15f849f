import { mobility } from '@pitlane/contract'
import { Checkbox, Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { TimeSelect } from '../../ui/TimeSelect'
import { TextField } from '../../ui/FormFields'
import { BusyOrders } from './BusyOrders'
import { StepForm } from './StepForm'
import { useFleetSave, type FleetForm } from './use-fleet-save'
import { weekdays, weekOrder, words } from './words'

const { fleet: say } = words
const USUAL = { startsMinute: 510, endsMinute: 1080 }
const usualWeek: mobility.DriverWeek = Array.from({ length: 7 }, (_, day) => (day === 0 ? null : USUAL))

interface Draft {
  readonly name: string
  readonly phone: string
  readonly week: mobility.DriverWeek
  readonly isActive: boolean
}

type Driver = mobility.DriverView | undefined

const startOf = (driver: Driver): Draft =>
  driver ? { ...driver, phone: '' } : { name: '', phone: '', week: usualWeek, isActive: true }

/** A known driver keeps the number when nothing is typed. */
const hasPhone = (driver: Driver, phone: string): boolean =>
  phone.trim() === '' ? driver !== undefined : phone.trim().length >= 11

function save(storeId: string, driver: Driver, { name, phone, week, isActive }: Draft): Promise<unknown> {
  const fields = { name: name.trim(), week }
  if (!driver) return call(mobility.addDriver, { params: { storeId }, body: { ...fields, phone } })
  const body = { ...fields, isActive, version: driver.version, ...(phone.trim() ? { phone } : {}) }
  return call(mobility.changeDriver, { params: { driverId: driver.id }, body })
}

/** Name, number, hours, and whether somebody still drives. */
export function DriverForm({ driver, ...form }: FleetForm & { readonly driver: Driver }) {
  const { id: storeId } = useStore()
  const [draft, setDraft] = useState(() => startOf(driver))
  const change = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }))
  const { name, phone, week, isActive } = draft
  const action = useFleetSave(
    () => save(storeId, driver, draft),
    () => form.onSaved(name.trim()),
    form.onStale,
  )
  const isGood = week.every((span) => !span || span.startsMinute < span.endsMinute)
  return (
    <StepForm
      label={say.driverForm}
      submitLabel={words.save}
      canSubmit={name.trim() !== '' && isGood && hasPhone(driver, phone)}
      action={action}
      onSubmit={() => action.run()}
      onBack={form.onBack}
    >
      <TextField label={say.name} value={name} onChange={(next) => change({ name: next })} max={30} />
      <TextField
        label={say.phone}
        value={phone}
        onChange={(next) => change({ phone: next })}
        max={20}
        placeholder={driver ? say.phoneKept(driver.maskedPhone) : ''}
      />
      <WeekFields week={week} onChange={(next) => change({ week: next })} />
      {!isGood && (
        <p className="field-fault" role="alert">
          {say.wrongHours}
        </p>
      )}
      {driver && (
        <label className="day-form-line">
          <span>{say.isActive}</span>
          <Switch checked={isActive} onChange={(next) => change({ isActive: next })} />
        </label>
      )}
      <BusyOrders error={action.error} />
    </StepForm>
  )
}

interface WeekProps {
  readonly week: mobility.DriverWeek
  readonly onChange: (week: mobility.DriverWeek) => void
}

function WeekFields({ week, onChange }: WeekProps) {
  const put = (at: number, span: mobility.DriverWeek[number]) => onChange(week.map((old, i) => (i === at ? span : old)))
  return (
    <fieldset className="spans">
      <legend className="muted">{say.week}</legend>
      {weekOrder.map((at) => {
        const span = week[at] ?? null
        const day = weekdays[at]
        return (
          <div key={at} className="weekday-line">
            <Checkbox checked={span !== null} onChange={(event) => put(at, event.target.checked ? USUAL : null)}>
              {day}
            </Checkbox>
            {span ? (
              <div className="span-line">
                <TimeSelect
                  label={say.from(day)}
                  value={span.startsMinute}
                  onChange={(startsMinute) => put(at, { ...span, startsMinute })}
                />
                –
                <TimeSelect
                  label={say.to(day)}
                  value={span.endsMinute}
                  onChange={(endsMinute) => put(at, { ...span, endsMinute })}
                />
              </div>
            ) : (
              <span className="muted">{say.dayOff}</span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
