import { Segmented } from 'antd'
import { useShortcuts } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { useNow } from '../../../lib/use-now'
import { Blank } from '../../../ui/Blank'
import { LiveBadge } from '../../../ui/LiveBadge'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { SidePanel } from '../../../ui/SidePanel'
import { ARROWS } from '../../../ui/time-axis'
import { useOffers } from '../jobs/use-offers'
import { useReversals } from '../jobs/use-reversals'
import { useWorkshopNews } from '../use-workorders'
import { words as shared } from '../words'
import { blocksOf, byPromise, canBeGiven, rowKinds, rowsOf, scaleOf, type Floor, type RowKind } from './floor'
import { FloorChart } from './FloorChart'
import { JobPanel } from './JobPanel'
import { useChoice } from './use-choice'
import { useFloor } from './use-floor'
import { useRowKind } from './use-row-kind'
import { WaitingStrip } from './WaitingStrip'
import { words } from './words'

const CLOCK_MS = 15_000

interface Props {
  readonly pathOf: (workorderId: string) => string
}

/** Work that nobody has yet, the floor through the day, and who should do what. No prices, no phones. */
export function DispatchPage({ pathOf }: Props) {
  const store = useStore()
  const { status, pace } = useWorkshopNews(store.id)
  const query = useFloor(store.id, pace)
  const { kind, pick, turn } = useRowKind()
  useShortcuts({ v: turn })
  return (
    <section className="page floor" aria-label={words.title}>
      <header className="page-head">
        <h1>{words.title}</h1>
        <Segmented
          aria-label={words.rows}
          value={kind}
          onChange={pick}
          options={rowKinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
        {query.data?.isOpen === false && <span className="stale-note">{words.closed}</span>}
        <span className="muted lanes-keys">{words.keys}</span>
        <LiveBadge status={status} />
      </header>
      <div className="board-body">
        {query.data ? (
          <FloorBody key={store.id} floor={query.data} kind={kind} pathOf={pathOf} />
        ) : query.error ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <RowsSkeleton label={shared.loading} />
        )}
      </div>
    </section>
  )
}

interface BodyProps extends Props {
  readonly floor: Floor
  readonly kind: RowKind
}

function FloorBody({ floor, kind, pathOf }: BodyProps) {
  const now = useNow(CLOCK_MS)
  const scale = scaleOf(floor)
  const rows = rowsOf(floor, kind, scale)
  const blocks = blocksOf(floor, kind, rows)
  const choice = useChoice(byPromise(floor.waiting), blocks)
  const { job } = choice
  const reversals = useReversals()
  const query = useOffers(job && canBeGiven(job) ? job.jobId : null)
  const rankOf = (rowId: string) => {
    const at = query.data?.offers.findIndex(({ technicianId }) => technicianId === rowId) ?? -1
    return at < 0 ? null : at + 1
  }
  useShortcuts({
    ...{ j: () => choice.step(1), k: () => choice.step(-1), u: reversals.undo },
    ...Object.fromEntries(ARROWS.map((key) => [key, choice.go(key)])),
  })
  return (
    <>
      <div className="floor-main">
        <WaitingStrip choice={choice} now={now} />
        <FloorChart {...{ kind, rows, blocks, scale, choice, rankOf }} day={floor.day} />
      </div>
      {job ? (
        <JobPanel
          key={job.jobId}
          {...{ job, floor, choice, query, reversals }}
          to={`${pathOf(job.workorderId)}?tab=jobs`}
        />
      ) : (
        <SidePanel label={words.panel} title={words.offers}>
          <Blank title={words.pickOne}>
            <p>{words.pickOneHint}</p>
          </Blank>
        </SidePanel>
      )}
    </>
  )
}
