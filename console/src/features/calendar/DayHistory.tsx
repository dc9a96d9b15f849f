import { storeSettings, type resources } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayInstant, saySpan } from '../../lib/time'
import { LoadFailed } from '../../ui/LoadFailed'
import { words } from './words'

type Entry = resources.HistoryEntry
type Facts = Entry['before']

/** The log spells the columns of the day as they were, and the fields of the form as they came. */
const factOf = (facts: NonNullable<Facts>, name: string, column: string): unknown => facts[name] ?? facts[column]

/** `营业 09:00–18:00 · 盘点` */
function sayState(facts: Facts): string {
  if (!facts) return words.unknown
  const note = facts['note']
  const isOpen = Boolean(Number(factOf(facts, 'isOpen', 'is_open')))
  const opens = Number(factOf(facts, 'opensMinute', 'opens_minute'))
  const closes = Number(factOf(facts, 'closesMinute', 'closes_minute'))
  const hours = isOpen ? `${words.open} ${saySpan(opens, closes)}` : words.closed
  return typeof note === 'string' && note !== '' ? `${hours} · ${note}` : hours
}

/** Who changed the hours of a day, when, and what they were before; latest first. */
export function DayHistory({ day }: { readonly day: string }) {
  const { id: storeId, today } = useStore()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['calendar', storeId, 'history', day],
    queryFn: ({ signal }) => call(storeSettings.dayHistory, { params: { storeId, day } }, signal),
  })
  return (
    <section className="history" aria-label={words.history}>
      <h3>{words.history}</h3>
      {!data && !error && <p className="muted">{words.loadingHistory}</p>}
      {!data && error && <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {data?.length === 0 && <p className="muted">{words.noHistory}</p>}
      <ol className="history-list">
        {data?.map((entry) => (
          <li key={entry.id}>
            <p className="history-head">
              <b>{entry.byName ?? words.system}</b>
              <span className="muted number">{sayInstant(entry.at, today)}</span>
            </p>
            <p className="number">{words.before(sayState(entry.before))}</p>
            <p className="number">{words.after(sayState(entry.after))}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
