import { Button } from 'antd'
import { Blank } from '../../ui/Blank'
import { words } from './words'

interface Props {
  readonly isToday: boolean
  /** The day has bookings, only none that fits. */
  readonly isFiltered: boolean
  readonly text: string
  readonly onShowAll: () => void
}

/** In place of the rows when there are none, with what to do next. */
export function BoardBlank({ isToday, isFiltered, text, onShowAll }: Props) {
  if (isFiltered)
    return (
      <Blank title={words.emptyFilter}>
        <p>{text ? words.emptyFilterText(text) : words.emptyFilterState}</p>
        <Button onClick={onShowAll}>{words.showAll}</Button>
      </Blank>
    )
  return (
    <Blank title={isToday ? words.emptyToday : words.emptyDay}>
      <p>{isToday ? words.emptyTodayHint : words.emptyDayHint}</p>
    </Blank>
  )
}
