import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { store } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router-dom'
import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { monthStart, monthStep, sayDate } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { DayForm } from './DayForm'
import { DayHistory } from './DayHistory'
import { MonthTable } from './MonthTable'
import { monthKey, useMonth } from './use-month'
import { words } from './words'

const sayMonth = (start: string) => `${start.slice(0, 4)}年${Number(start.slice(5, 7))}月`
const isMonth = (text: string | null): text is string => text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** Month and open day live in the address. */
function useMonthPlace(today: string) {
  const [params, setParams] = useSearchParams()
  const month = params.get('month')
  const start = isMonth(month) ? `${month}-01` : monthStart(today)
  const go = (nextStart: string, day: string | null) =>
    setParams({ month: nextStart.slice(0, 7), ...(day ? { edit: day } : {}) }, { replace: true })
  return { start, editing: params.get('edit'), go }
}

/** The opening days of the store, month by month. `bookingsPath` leads to the bookings of one day. */
export function CalendarPage({ bookingsPath }: { readonly bookingsPath: (day: string) => string }) {
  const { id: storeId, today } = useStore()
  const { start, editing, go } = useMonthPlace(today)
  const month = useMonth(storeId, start)
  const client = useQueryClient()
  const toast = useToast()
  const close = () => go(start, null)
  useShortcuts({ Escape: close })
  const day = month.data?.find((candidate) => candidate.day === editing)
  const onSaved = (saved: store.CalendarDay) => {
    toast.done(words.saved(sayDate(saved.day)))
    client.setQueryData<store.CalendarDay[]>(monthKey(storeId, start), (days) =>
      days?.map((known) => (known.day === saved.day ? saved : known)),
    )
    void client.invalidateQueries({ queryKey: ['calendar', storeId] })
    close()
  }
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <MonthSwitch start={start} today={today} onGo={(next) => go(next, null)} />
      </header>
      <div className="board-body">
        <div className="board-main">
          <MonthMain {...{ month, start, today }} selected={day?.day ?? null} onEdit={(picked) => go(start, picked)} />
        </div>
        {day && (
          <SidePanel label={words.form} title={sayDate(day.day)} onClose={close}>
            {day.day >= today && (
              <DayForm
                key={day.day}
                storeId={storeId}
                day={day}
                onSaved={onSaved}
                onBack={close}
                bookingsLink={<Link to={bookingsPath(day.day)}>{words.seeBookings}</Link>}
              />
            )}
            <DayHistory day={day.day} />
          </SidePanel>
        )}
      </div>
    </section>
  )
}

interface MainProps {
  readonly month: ReturnType<typeof useMonth>
  readonly start: string
  readonly today: string
  readonly selected: string | null
  readonly onEdit: (day: string) => void
}

function MonthMain({ month, start, today, selected, onEdit }: MainProps) {
  const { data, error, refetch, isFetching } = month
  if (!data) {
    if (!error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  if (data.length === 0) return <EmptyMonth isPast={start < monthStart(today)} />
  return <MonthTable days={data} today={today} selected={selected} onEdit={onEdit} />
}

function EmptyMonth({ isPast }: { readonly isPast: boolean }) {
  if (isPast) return <Blank title={words.emptyPast} />
  return (
    <Blank title={words.emptyMonth}>
      <p>{words.emptyMonthHint}</p>
    </Blank>
  )
}

interface SwitchProps {
  readonly start: string
  readonly today: string
  readonly onGo: (start: string) => void
}

function MonthSwitch({ start, today, onGo }: SwitchProps) {
  return (
    <div className="day-picker">
      <Button icon={<LeftOutlined />} aria-label={words.previous} onClick={() => onGo(monthStep(start, -1))} />
      <strong className="month-name">{sayMonth(start)}</strong>
      <Button icon={<RightOutlined />} aria-label={words.next} onClick={() => onGo(monthStep(start, 1))} />
      {start !== monthStart(today) && (
        <Button type="link" onClick={() => onGo(monthStart(today))}>
          {words.thisMonth}
        </Button>
      )}
    </div>
  )
}
