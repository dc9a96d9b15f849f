import { Input, Segmented, Switch, type InputRef } from 'antd'
import { useRef } from 'react'
import { useNavigate } from 'react-router-dom'
import type { LinkStatus } from '../../../lib/live-link'
import { useShortcuts } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { useNow } from '../../../lib/use-now'
import { usePointerHold } from '../../../lib/use-pointer-hold'
import { Blank } from '../../../ui/Blank'
import { LiveBadge } from '../../../ui/LiveBadge'
import { LoadFailed } from '../../../ui/LoadFailed'
import { RowsSkeleton } from '../../../ui/RowsSkeleton'
import { useLanes, useWorkshopNews } from '../use-workorders'
import { words as shared } from '../words'
import { fits, riskFilters, type Card } from './lane-data'
import { LaneColumns } from './LaneColumns'
import { useLaneCursor } from './use-lane-cursor'
import { useLanesPlace, type LanesPlace } from './use-lanes-place'
import { useSteadyLanes } from './use-steady-lanes'
import { words } from './words'

const CLOCK_MS = 15_000

interface Props {
  readonly pathOf: (workorderId: string) => string
}

/** The cars in the house, by what comes next for each; the promise that breaks next is on top. */
export function LanesPage({ pathOf }: Props) {
  const store = useStore()
  const place = useLanesPlace()
  const { status, pace } = useWorkshopNews(store.id)
  const query = useLanes(store.id, place.isMine, pace)
  return (
    <section className="page" aria-label={words.title}>
      <LanesHead place={place} status={status} />
      <div className="board-body lanes-body">
        {query.data ? (
          <LanesBoard key={store.id} cards={query.data.cards} place={place} pathOf={pathOf} />
        ) : query.error ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
        ) : (
          <RowsSkeleton label={shared.loading} />
        )}
      </div>
    </section>
  )
}

function LanesHead({ place, status }: { readonly place: LanesPlace; readonly status: LinkStatus }) {
  const box = useRef<InputRef>(null)
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }), m: () => place.setMine(!place.isMine) })
  return (
    <header className="page-head">
      <h1>{words.title}</h1>
      <Input
        ref={box}
        className="lanes-search"
        type="search"
        allowClear
        aria-label={words.search}
        placeholder={words.searchHint}
        suffix={<kbd aria-hidden="true">/</kbd>}
        value={place.text}
        onChange={({ target }) => place.setText(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') place.setText('')
          if (key === 'Escape' || key === 'Enter') box.current?.blur()
        }}
      />
      <Segmented
        aria-label={words.filter}
        value={place.risk}
        onChange={(value) => place.setRisk(value)}
        options={riskFilters.map((value) => ({ value, label: words.risks[value] }))}
      />
      <label className="lanes-mine">
        <Switch size="small" checked={place.isMine} onChange={place.setMine} aria-label={words.mine} />
        {words.mine}
        <kbd aria-hidden="true">m</kbd>
      </label>
      <span className="muted lanes-keys">{words.keys}</span>
      <LiveBadge status={status} />
    </header>
  )
}

interface BoardProps extends Props {
  readonly cards: readonly Card[]
  readonly place: LanesPlace
}

function LanesBoard({ cards, place, pathOf }: BoardProps) {
  const store = useStore()
  const navigate = useNavigate()
  const now = useNow(CLOCK_MS)
  const { isHeld, handlers } = usePointerHold()
  const wanted = cards.filter((card) => fits(card, place.text, place.risk))
  const reason = `${place.isMine} ${place.risk} ${place.text}`
  const { lanes, hasNews } = useSteadyLanes(wanted, cards, reason, isHeld)
  const { cursor, setCursor, keys } = useLaneCursor(lanes)
  const open = () => {
    if (cursor !== null) void navigate(pathOf(cursor))
  }
  useShortcuts({ ...keys, Enter: open })
  if (cards.length === 0)
    return (
      <Blank title={words.none}>
        <p>{words.emptyHint}</p>
      </Blank>
    )
  if (wanted.length === 0)
    return (
      <Blank title={words.noMatch}>
        <button type="button" className="chip" onClick={place.clear}>
          {words.showAll}
        </button>
      </Blank>
    )
  return (
    <div className="lanes" {...handlers}>
      <LaneColumns {...{ lanes, now, cursor, pathOf }} today={store.today} onSelect={setCursor} />
      {hasNews && (
        <p className="lanes-news" role="status">
          {words.changed}
        </p>
      )}
    </div>
  )
}
