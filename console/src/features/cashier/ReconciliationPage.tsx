import { cashier, type View } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { sayDate, sayInstant } from '../../lib/time'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { DifferencesTable } from './DifferencesTable'
import { words } from './words'

const { reconcile } = words
const KEY = ['reconciliation']
type Reconciliation = View<typeof cashier.reconciliation>
type Filter = keyof typeof reconcile.filters

const filters = Object.entries(reconcile.filters).map(([value, label]) => ({ value: value as Filter, label }))

/** What the books and the bill of WeChat Pay do not agree on, day by day. */
export function ReconciliationPage() {
  const client = useQueryClient()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(cashier.reconciliation, {}, signal),
  })
  return (
    <section className="page" aria-label={reconcile.title}>
      <header className="page-head">
        <h1>{reconcile.title}</h1>
        <p className="muted">{reconcile.intro}</p>
      </header>
      <div className="board-body">
        <div className="board-main till-main">
          {data && <Books data={data} refresh={() => void client.invalidateQueries({ queryKey: KEY })} />}
          {!data &&
            (error ? (
              <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
            ) : (
              <RowsSkeleton label={reconcile.loading} />
            ))}
        </div>
      </div>
    </section>
  )
}

interface BooksProps {
  readonly data: Reconciliation
  readonly refresh: () => void
}

function Books({ data, refresh }: BooksProps) {
  const [filter, setFilter] = useState<Filter>('open')
  if (data.days.length === 0)
    return (
      <Blank title={reconcile.empty}>
        <p>{reconcile.emptyHint}</p>
      </Blank>
    )
  const shown = data.differences.filter(({ resolvedNote }) => filter === 'all' || resolvedNote === null)
  return (
    <>
      <section className="order-section" aria-label={reconcile.differences}>
        <header className="order-section-head">
          <h2>{reconcile.differences}</h2>
          <Segmented<Filter> aria-label={reconcile.filter} value={filter} options={filters} onChange={setFilter} />
        </header>
        {shown.length === 0 ? (
          <p className="muted">{filter === 'open' ? reconcile.none : reconcile.noneAtAll}</p>
        ) : (
          <DifferencesTable differences={shown} onChanged={refresh} />
        )}
      </section>
      <Days days={data.days} />
    </>
  )
}

function Days({ days }: Pick<Reconciliation, 'days'>) {
  const { today } = useStore()
  return (
    <section className="order-section" aria-label={reconcile.days}>
      <h2>{reconcile.days}</h2>
      <table className="lines-table" aria-label={reconcile.days}>
        <thead>
          <tr>
            {reconcile.dayColumns.map((name, at) => (
              <th key={name} scope="col" className={at < 2 ? undefined : 'amount'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, comparedAt, payments, refunds, open }) => (
            <tr key={day}>
              <td className="number">{sayDate(day)}</td>
              <td className="number">{sayInstant(comparedAt, today)}</td>
              <td className="amount number">{payments}</td>
              <td className="amount number">{refunds}</td>
              <td className="amount number">{open > 0 ? <span className="tag tone-stop">{open}</span> : 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
