import { Button } from 'antd'
import { Blank } from '../../ui/Blank'
import { words } from './words'

interface Props {
  readonly isToday: boolean
  readonly isOpen: boolean
  /** The day has bookings, only none that fits. */
  readonly isFiltered: boolean
  readonly text: string
  readonly onShowAll: () => void
}

/** In place of the rows when there are none, with what to do next. */
export function BoardBlank({ isToday, isOpen, isFiltered, text, onShowAll }: Props) {
  if (isFiltered)
    return (
      <Blank title={words.emptyFilter}>
        <p>{text ? words.emptyFilterText(text) : words.emptyFilterState}</p>
        <Button onClick={onShowAll}>{words.showAll}</Button>
      </Blank>
    )
  const hint = isToday ? words.emptyTodayHint : words.emptyDayHint
  return (
    <Blank title={isToday ? words.emptyToday : words.emptyDay}>
      <p>{isOpen ? hint : words.emptyClosedHint}</p>
    </Blank>
  )
}
