import { formatPlate } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { CloseForm } from './CloseForm'
import { ClosePanel } from './ClosePanel'
import { ClosesTable } from './ClosesTable'
import type { Till } from './sums'
import { SumsTable } from './SumsTable'
import { useTill } from './use-till'
import { words } from './words'

interface Props {
  /** Where money is taken for a work order. */
  readonly orderPath: (workorderId: string) => string
}

/** Who waits to pay, what was taken, and the day close. */
export function CashierPage({ orderPath }: Props) {
  const { id: storeId } = useStore()
  const { query, refresh } = useTill(storeId)
  const { data, error, refetch, isFetching } = query
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <p className="muted">{words.intro}</p>
      </header>
      <div className="board-body">
        {data && <Desk key={storeId} till={data} refresh={refresh} orderPath={orderPath} />}
        {!data && (
          <div className="board-main">
            {error ? (
              <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
            ) : (
              <RowsSkeleton label={words.loading} />
            )}
          </div>
        )}
      </div>
    </section>
  )
}

interface DeskProps extends Props {
  readonly till: Till
  readonly refresh: () => void
}

function Desk({ till, refresh, orderPath }: DeskProps) {
  const [openId, setOpen] = useState<string | null>(null)
  const close = till.closes.find(({ id }) => id === openId)
  const shut = () => setOpen(null)
  useShortcuts({ Escape: shut }, openId !== null)
  return (
    <>
      <div className="board-main till-main">
        <div className="till-columns">
          <Waiting waiting={till.waiting} orderPath={orderPath} />
          <div>
            <Since till={till} />
            <CloseForm expectedCashFen={till.expectedCashFen} onChanged={refresh} onClosed={({ id }) => setOpen(id)} />
          </div>
        </div>
        <section className="order-section" aria-label={words.closes}>
          <h2>{words.closes}</h2>
          <ClosesTable closes={till.closes} selected={openId} onOpen={setOpen} />
        </section>
      </div>
      {close && <ClosePanel key={close.id} close={close} onClose={shut} />}
    </>
  )
}

function Since({ till }: Pick<DeskProps, 'till'>) {
  const { today } = useStore()
  return (
    <section className="order-section" aria-label={words.sums}>
      <header className="order-section-head">
        <h2>{words.sums}</h2>
        <span className="muted">
          {till.fromAt === null ? words.sinceEver : words.since(sayInstant(till.fromAt, today))}
        </span>
      </header>
      {till.sums.length === 0 ? (
        <p className="muted">{words.noSums}</p>
      ) : (
        <SumsTable sums={till.sums} label={words.sums} />
      )}
    </section>
  )
}

function Waiting({ waiting, orderPath }: Props & Pick<Till, 'waiting'>) {
  const { waitingColumns: columns } = words
  return (
    <section className="order-section till-waiting" aria-label={words.waiting}>
      <h2>{words.waitingCount(waiting.length)}</h2>
      {waiting.length === 0 ? (
        <p className="muted">{words.noWaiting}</p>
      ) : (
        <table className="lines-table" aria-label={words.waiting}>
          <thead>
            <tr>
              {[columns.plate, columns.customer, columns.number].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col" className="amount">
                {columns.due}
              </th>
              <th aria-label={words.settle} />
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ workorderId, number, plate, customerName, dueFen }) => (
              <tr key={workorderId}>
                <td className="number">
                  <strong>{formatPlate(plate)}</strong>
                </td>
                <td>{customerName || words.unknown}</td>
                <td className="number">{number}</td>
                <td className="amount number">{formatFen(dueFen)}</td>
                <td className="amount">
                  <Link className="todo-link" aria-label={`${words.settle} ${number}`} to={orderPath(workorderId)}>
                    {words.settle}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
