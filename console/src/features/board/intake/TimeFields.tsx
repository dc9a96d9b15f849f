import { booking, type View } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { sayDay } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import type { At } from './form'
import { words } from './words'

export function useFreeDays(serviceIds: readonly string[], isWanted: boolean) {
  const { id: storeId } = useStore()
  const query = { storeId, serviceIds: serviceIds.join() }
  return useQuery({
    queryKey: ['slot-days', query],
    queryFn: ({ signal }) => call(booking.slotDays, { query }, signal),
    enabled: isWanted && serviceIds.length > 0,
  })
}

function useFreeTimes(serviceIds: readonly string[], day: string | undefined) {
  const { id: storeId } = useStore()
  const query = { storeId, serviceIds: serviceIds.join(), day: day ?? '' }
  return useQuery({
    queryKey: ['slots', query],
    queryFn: ({ signal }) => call(booking.slots, { query }, signal),
    enabled: serviceIds.length > 0 && day !== undefined,
  })
}

interface Props {
  readonly serviceIds: readonly string[]
  readonly at: At | null
  /** The day on the board, to start from. */
  readonly day: string
  readonly onPick: (at: At | null) => void
}

type DayLevel = View<typeof booking.slotDays>['days'][number]
const hasRoom = ({ level }: DayLevel) => level === 'plenty' || level === 'few'

/** Day and time from what is free now. */
export function TimeFields({ serviceIds, at, day, onPick }: Props) {
  const { today } = useStore()
  const [wantedDay, setWantedDay] = useState(day)
  const days = useFreeDays(serviceIds, true)
  const open = (days.data?.days ?? []).filter(hasRoom).map((one) => one.day)
  const chosen = open.find((one) => one === wantedDay) ?? open[0]
  const times = useFreeTimes(serviceIds, chosen)
  if (serviceIds.length === 0) return <p className="muted">{words.timesFirst}</p>
  if (days.data && open.length === 0) return <p className="field-fault">{words.alternativesNone}</p>
  const pickDay = (picked: string) => {
    setWantedDay(picked)
    onPick(null)
  }
  return (
    <>
      <FaultNote error={days.error ?? times.error} />
      <fieldset>
        <legend>{words.day}</legend>
        <Radio.Group
          className="chip-radios"
          optionType="button"
          value={chosen}
          options={open.map((one) => ({ value: one, label: sayDay(one, today) }))}
          onChange={(event) => pickDay(event.target.value as string)}
        />
      </fieldset>
      <fieldset>
        <legend>{words.time}</legend>
        <Times
          slots={times.data?.slots}
          at={at}
          key={chosen}
          onPick={(minute) => chosen !== undefined && onPick({ day: chosen, minute })}
        />
      </fieldset>
    </>
  )
}

interface TimesProps {
  readonly slots: readonly booking.SlotView[] | undefined
  readonly at: At | null
  readonly onPick: (minute: number) => void
}

function Times({ slots, at, onPick }: TimesProps) {
  if (!slots) return <p className="muted">{words.timesLoading}</p>
  const free = slots.filter(({ level }) => level === 'plenty' || level === 'few')
  if (free.length === 0) return <p className="muted">{words.timesNone}</p>
  return (
    <Radio.Group
      className="chip-radios"
      optionType="button"
      data-field="at"
      value={at?.minute ?? null}
      options={free.map((slot) => ({ value: slot.minute, label: formatMinute(slot.minute) }))}
      onChange={(event) => onPick(event.target.value as number)}
    />
  )
}
