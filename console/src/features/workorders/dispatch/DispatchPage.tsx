import { formatPlate } from '@pitlane/contract'
import { useState } from 'react'
import { useShortcuts } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { useNow } from '../../../lib/use-now'
import { Blank } from '../../../ui/Blank'
import { LiveBadge } from '../../../ui/LiveBadge'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { OfferList } from '../jobs/OfferList'
import { useDispatch, useOffers } from '../jobs/use-offers'
import { useWorkshopNews } from '../use-workorders'
import { words as shared } from '../words'
import { heldBy, isWaiting, jobsOf, type FloorJob } from './floor'
import { HeldJobs } from './HeldJobs'
import { useFloor } from './use-floor'
import { WaitingJobs } from './WaitingJobs'
import { words } from './words'

const CLOCK_MS = 15_000
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

interface Props {
  readonly pathOf: (workorderId: string) => string
}

/** Work that nobody has yet, and the people who could do it. No prices, no phones. */
export function DispatchPage({ pathOf }: Props) {
  const store = useStore()
  const { status, pace } = useWorkshopNews(store.id)
  const { lanes, orders, isComplete, failed } = useFloor(store.id, pace)
  return (
    <section className="page" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="muted lanes-keys">{words.keys}</span>
        {failed > 0 && <span className="stale-note">{words.failed(failed)}</span>}
        <LiveBadge status={status} />
      </header>
      <div className="board-body dispatch">
        {isComplete ? (
          <Floor key={store.id} jobs={jobsOf(orders, store.today)} pathOf={pathOf} />
        ) : lanes.error ? (
          <LoadFailed error={lanes.error} onRetry={() => void lanes.refetch()} isRetrying={lanes.isFetching} />
        ) : (
          <RowsSkeleton label={shared.loading} />
        )}
      </div>
    </section>
  )
}

interface FloorProps extends Props {
  readonly jobs: readonly FloorJob[]
}

function Floor({ jobs, pathOf }: FloorProps) {
  const [picked, setPicked] = useState<string | null>(null)
  const now = useNow(CLOCK_MS)
  const waiting = jobs.filter(isWaiting)
  const chosen = waiting.find(({ job }) => job.id === picked) ?? waiting[0]
  const query = useOffers(chosen?.job.id ?? null)
  const dispatch = useDispatch(chosen?.job)
  const at = waiting.findIndex((one) => one === chosen)
  const step = (by: 1 | -1) => setPicked(waiting[at + by]?.job.id ?? chosen?.job.id ?? null)
  const giveTo = (rank: number) => {
    const offer = query.data?.offers[rank - 1]
    if (offer) dispatch.give(offer)
  }
  useShortcuts({
    ...{ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) },
    ...Object.fromEntries(DIGITS.map((rank) => [String(rank), () => giveTo(rank)])),
  })
  return (
    <>
      <WaitingJobs {...{ waiting, now, pathOf }} chosenId={chosen?.job.id} onPick={setPicked} />
      <section className="dispatch-people" aria-label={words.people}>
        {chosen ? (
          <>
            <h2>{words.offersOf(chosen.job.name, formatPlate(chosen.order.plate))}</h2>
            <OfferList
              query={query}
              dispatch={dispatch}
              workOf={(id) => <HeldJobs held={heldBy(jobs, id)} now={now} />}
            />
          </>
        ) : (
          <Blank title={words.none}>
            <p>{words.noneHint}</p>
          </Blank>
        )}
      </section>
    </>
  )
}
