import type { booking, View } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { Radio } from 'antd'
import { useState } from 'react'
import { useStore } from '../../../lib/staff'
import { sayDay } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import type { At } from './form'
import { isFree, overnightStarts, reasonsOf } from './free-times'
import { OvernightField } from './OvernightField'
import { useFreeDays, useFreeTimes } from './use-free-times'
import { words } from './words'

interface Props {
  readonly serviceIds: readonly string[]
  readonly at: At | null
  /** The day on the board, to start from. */
  readonly day: string
  readonly isOvernight: boolean
  readonly onPick: (at: At | null) => void
  readonly onOvernight: (isOvernight: boolean) => void
}

type Days = View<typeof booking.slotDays>['days']

/** Days with room; for a car that may stay overnight every open day. */
const openDays = (days: Days, isOvernight: boolean): string[] =>
  days
    .filter(({ level }) => level === 'plenty' || level === 'few' || (isOvernight && level === 'full'))
    .map(({ day }) => day)

/** Day and time from what is free now, with the reason why other times are not. */
export function TimeFields(props: Props) {
  const { serviceIds, day, isOvernight, onPick } = props
  const [wantedDay, setWantedDay] = useState(day)
  const days = useFreeDays(serviceIds, true)
  const open = openDays(days.data?.days ?? [], isOvernight)
  const chosen = open.find((one) => one === wantedDay) ?? open[0]
  if (serviceIds.length === 0) return <p className="muted">{words.timesFirst}</p>
  const pickDay = (picked: string) => {
    setWantedDay(picked)
    onPick(null)
  }
  return (
    <>
      <FaultNote error={days.error} />
      {days.data && open.length === 0 && <NoDay {...props} />}
      {chosen !== undefined && <DayField days={open} chosen={chosen} onPick={pickDay} />}
      {chosen !== undefined && <TimeField key={chosen} {...props} chosen={chosen} />}
    </>
  )
}

function NoDay({ isOvernight, onOvernight }: Props) {
  return (
    <>
      <p className="field-fault">{words.alternativesNone}</p>
      <OvernightField isOn={isOvernight} onChange={onOvernight} />
    </>
  )
}

interface DayFieldProps {
  readonly days: readonly string[]
  readonly chosen: string
  readonly onPick: (day: string) => void
}

function DayField({ days, chosen, onPick }: DayFieldProps) {
  const { today } = useStore()
  return (
    <fieldset>
      <legend>{words.day}</legend>
      <Radio.Group
        className="chip-radios"
        optionType="button"
        value={chosen}
        options={days.map((one) => ({ value: one, label: sayDay(one, today) }))}
        onChange={(event) => onPick(event.target.value as string)}
      />
    </fieldset>
  )
}

function TimeField(props: Props & { readonly chosen: string }) {
  const { serviceIds, at, chosen, isOvernight, onPick, onOvernight } = props
  const times = useFreeTimes(serviceIds, chosen)
  if (times.error) return <FaultNote error={times.error} />
  if (!times.data) return <p className="muted">{words.timesLoading}</p>
  const { slots, visitMinutes } = times.data
  const free = slots.filter(isFree).map(({ minute }) => minute)
  const starts = isOvernight ? overnightStarts(slots, visitMinutes) : free
  return (
    <fieldset>
      <legend>{words.time}</legend>
      {starts.length === 0 && <p className="muted">{words.timesNone}</p>}
      <Radio.Group
        className="chip-radios"
        optionType="button"
        data-field="at"
        value={at?.minute ?? null}
        options={starts.map((minute) => ({ value: minute, label: formatMinute(minute) }))}
        onChange={(event) => onPick({ day: chosen, minute: event.target.value as number })}
      />
      {!isOvernight && <Reasons slots={slots} />}
      {(free.length === 0 || isOvernight) && <OvernightField isOn={isOvernight} onChange={onOvernight} />}
    </fieldset>
  )
}

/** Why the other times are not free. */
function Reasons({ slots }: { readonly slots: readonly booking.SlotView[] }) {
  const reasons = reasonsOf(slots)
  if (reasons.length === 0) return null
  return (
    <ul className="time-reasons" aria-label={words.reasons}>
      {reasons.map(({ span, why }) => (
        <li key={span}>
          <b>{span}</b> {why}
        </li>
      ))}
    </ul>
  )
}
