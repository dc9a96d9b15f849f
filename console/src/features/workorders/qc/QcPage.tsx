import { formatPlate, workorder } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { useNow } from '../../../lib/use-now'
import { Blank } from '../../../ui/Blank'
import { LiveBadge } from '../../../ui/LiveBadge'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { sayLeft } from '../promise'
import { useWorkshopNews, workshopKey } from '../use-workorders'
import { words as shared } from '../words'
import { words } from './words'

const CLOCK_MS = 15_000

type Waiting = workorder.MyWork['qc'][number]

interface Props {
  /** Leads to the check of one car. */
  readonly pathOf: (workorderId: string) => string
}

/** Cars that wait for the final check, and that this person may check. */
export function QcPage({ pathOf }: Props) {
  const store = useStore()
  const { status, pace } = useWorkshopNews(store.id)
  const query = useQuery({
    queryKey: [...workshopKey(store.id), 'my-work'],
    queryFn: ({ signal }) => call(workorder.myWork, {}, signal),
    refetchInterval: pace,
  })
  const cars = query.data?.places.find(({ storeId }) => storeId === store.id)?.qc ?? []
  return (
    <section className="page" aria-label={words.page}>
      <header className="page-head">
        <h1>{words.page}</h1>
        <LiveBadge status={status} />
      </header>
      <div className="board-body">
        <div className="board-main">
          {query.data ? (
            <CarList cars={cars} pathOf={pathOf} />
          ) : query.error ? (
            <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
          ) : (
            <RowsSkeleton label={words.loading} />
          )}
        </div>
      </div>
    </section>
  )
}

interface ListProps extends Props {
  readonly cars: readonly Waiting[]
}

function CarList({ cars, pathOf }: ListProps) {
  const { today } = useStore()
  const now = useNow(CLOCK_MS)
  if (cars.length === 0)
    return (
      <Blank title={words.noneWaiting}>
        <p>{words.noneWaitingHint}</p>
      </Blank>
    )
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.list}>
        <thead>
          <tr>
            {Object.values(words.columns).map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th aria-label={words.check} />
          </tr>
        </thead>
        <tbody>
          {cars.map((car) => (
            <tr key={car.workorderId}>
              <th scope="row" className="number">
                {formatPlate(car.plate)}
              </th>
              <td>{car.carName}</td>
              <td className="number">{car.workorderNumber}</td>
              <td className="number">
                {car.promisedAt
                  ? `${sayInstant(car.promisedAt, today)} · ${sayLeft(car.promisedAt, now)}`
                  : shared.noPromise}
              </td>
              <td>{words.rejections(car.rejections)}</td>
              <td className="list-action">
                <Link className="chip" to={pathOf(car.workorderId)} aria-label={words.checkCar(formatPlate(car.plate))}>
                  {words.check}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
