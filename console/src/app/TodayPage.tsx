import { DayBoard } from '../features/board'
import { useStore } from '../lib/staff'
import { sayDate } from '../lib/time'
import { BesideBooking } from './BesideBooking'
import { words } from './words'

interface Props {
  readonly text: string
  readonly onClearText: () => void
}

/** Today's board: it turns to the next day by itself. */
export function TodayPage({ text, onClearText }: Props) {
  const { id, today } = useStore()
  const title = (
    <h1>
      {words.today} <small>{sayDate(today)}</small>
    </h1>
  )
  return (
    <DayBoard
      key={`${id} ${today}`}
      day={today}
      title={title}
      text={text}
      onClearText={onClearText}
      besideOf={(row) => <BesideBooking row={row} />}
    />
  )
}
