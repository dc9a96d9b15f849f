import { useState, type ReactNode } from 'react'
import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { BoardHead } from './BoardHead'
import { BoardMain } from './BoardMain'
import { BoardSide } from './BoardSide'
import { BoardTools } from './BoardTools'
import type { BoardRow } from './board-row'
import { DayNote } from './DayNote'
import { ViewSwitch } from './plan/ViewSwitch'
import { BoardPaper } from './BoardPaper'
import { DueProvider, useDueMap, useQueue } from './queue/use-queue'
import { StaleNote } from './StaleNote'
import { ShortcutHelp } from './ShortcutHelp'
import { useBoard } from './use-board'
import { useBoardKeys } from './use-board-keys'
import { useBoardView } from './use-board-view'
import { useDesk } from './use-desk'
import { usePlace } from './use-place'
import { useTools } from './use-tools'
import { words } from './words'

const NO_ROWS: readonly BoardRow[] = []

interface Props {
  readonly day: string
  readonly title: ReactNode
  /** What is typed into the search box: the rows follow at once. */
  readonly text: string
  readonly onClearText: () => void
  /** What the owner sent with a booking, for the side panel. */
  readonly besideOf: (row: BoardRow) => ReactNode
}

/** The bookings of one day of the store: rows or plan, side panel and keys. */
export function DayBoard({ day, title, text, onClearText, besideOf }: Props) {
  const store = useStore()
  const isToday = day === store.today
  const place = usePlace()
  const { query, status } = useBoard(store.id, day)
  const { data } = query
  const queue = useQueue(store.id)
  const due = useDueMap(queue)
  const view = useBoardView(data ? `${store.id} ${day}` : '', data?.rows ?? NO_ROWS, place, text)
  const desk = useDesk(day, place)
  const [isHelping, setHelping] = useState(false)
  useShortcuts({ '?': () => setHelping((isOpen) => !isOpen) })
  const tools = useTools(place, isToday, !isHelping)
  // With the queue open, its own keys act on what waits there.
  const isQueueOn = tools.tool === 'queue' && !view.openRow
  useBoardKeys({ place, view, desk, tools }, !isHelping && !isQueueOn)
  const showAll = () => {
    onClearText()
    place.setFilter('all')
  }
  const showNew = () => {
    onClearText()
    view.showArrivals()
  }
  return (
    <DueProvider value={due}>
      <section className="board" aria-label={words.board}>
        <BoardHead
          title={title}
          counts={data ? view.counts : null}
          filter={place.filter}
          stale={data && query.error ? <StaleNote fault={query.error} readAt={query.dataUpdatedAt} /> : null}
          newCount={view.unseen.length}
          status={status}
          onFilter={place.setFilter}
          onShowNew={showNew}
          onHelp={() => setHelping(true)}
        />
        <div className="board-bar">
          <ViewSwitch shape={place.shape} onPick={place.setShape} />
          <BoardTools tools={tools} isToday={isToday} queue={queue.data} />
        </div>
        {data && <DayNote isOpen={data.isOpen} note={data.note} />}
        <div className="board-body">
          <div className="board-main">
            <BoardMain {...{ query, view, place, text, isToday }} isEnabled={!isHelping} onShowAll={showAll} />
          </div>
          <BoardSide
            {...{ day, data, place, desk, tools, queue, besideOf }}
            openRow={view.openRow}
            isEnabled={!isHelping}
          />
        </div>
        <BoardPaper data={data} tools={tools} />
        <ShortcutHelp isOpen={isHelping} onClose={() => setHelping(false)} />
      </section>
    </DueProvider>
  )
}
