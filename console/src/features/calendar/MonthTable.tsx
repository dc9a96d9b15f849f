import type { store } from '@pitlane/contract'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { saySpan, sayDate } from '../../lib/time'
import { words } from './words'

interface Props {
  readonly days: readonly store.CalendarDay[]
  readonly today: string
  readonly selected: string | null
  readonly onEdit: (day: string) => void
}

/** The days of a month with their hours. */
export function MonthTable({ days, today, selected, onEdit }: Props) {
  const { columns } = words
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.title}>
        <thead>
          <tr>
            {Object.values(columns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th aria-label={words.edit} />
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <DayLine key={day.day} {...{ day, today, onEdit }} isSelected={day.day === selected} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly day: store.CalendarDay
  readonly today: string
  readonly isSelected: boolean
  readonly onEdit: (day: string) => void
}

function DayLine({ day, today, isSelected, onEdit }: LineProps) {
  const line = useRef<HTMLTableRowElement>(null)
  const isToday = day.day === today
  const isPast = day.day < today
  useEffect(() => {
    // Late in the month the days that matter are far down.
    if (isToday) line.current?.scrollIntoView({ block: 'start' })
  }, [isToday])
  const state = isPast ? 'is-closed' : undefined
  return (
    <tr ref={line} className={isSelected ? 'is-selected' : state}>
      <th scope="row">{isToday ? `${sayDate(day.day)} · ${words.today}` : sayDate(day.day)}</th>
      <td>
        <span className={day.isOpen ? 'tag tone-done' : 'tag tone-muted'}>
          {day.isOpen ? words.open : words.closed}
        </span>
      </td>
      <td className="number">{day.isOpen ? saySpan(day.opensMinute, day.closesMinute) : words.unknown}</td>
      <td>{day.note || words.unknown}</td>
      <td>{words.sources[day.source]}</td>
      <td className="list-action">
        <EditButton day={day.day} label={isPast ? words.record : words.edit} onEdit={onEdit} />
      </td>
    </tr>
  )
}

interface EditProps {
  readonly day: string
  /** A day that is over can only be looked at. */
  readonly label: string
  readonly onEdit: (day: string) => void
}

function EditButton({ day, label, onEdit }: EditProps) {
  return (
    <Button type="link" size="small" aria-label={`${label} ${sayDate(day)}`} onClick={() => onEdit(day)}>
      {label}
    </Button>
  )
}
