import { addDays, isDay } from '@pitlane/kernel'
import { useSearchParams } from 'react-router-dom'
import { DayBoard, DayPicker } from '../features/board'
import { useStore } from '../lib/staff'
import { BesideBooking } from './BesideBooking'
import { words } from './words'

interface Props {
  readonly text: string
  readonly onClearText: () => void
}

/** The board of any day; tomorrow unless the address names another one. */
export function BookingsPage({ text, onClearText }: Props) {
  const { id, today } = useStore()
  const [params, setParams] = useSearchParams()
  const named = params.get('day')
  const day = named !== null && isDay(named) ? named : addDays(today, 1)
  const title = (
    <>
      <h1>{words.bookings}</h1>
      <DayPicker day={day} today={today} onPick={(picked) => setParams({ day: picked })} />
    </>
  )
  return (
    <DayBoard
      key={`${id} ${day}`}
      day={day}
      title={title}
      text={text}
      onClearText={onClearText}
      besideOf={(row) => <BesideBooking row={row} />}
    />
  )
}
