import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { BoardBlank } from './BoardBlank'
import { BoardTable } from './BoardTable'
import { PlanChart } from './plan/PlanChart'
import type { useBoard } from './use-board'
import type { BoardView } from './use-board-view'
import type { Place } from './use-place'
import { words } from './words'

interface Props {
  readonly query: ReturnType<typeof useBoard>['query']
  readonly view: BoardView
  readonly place: Place
  readonly isToday: boolean
  readonly text: string
  /** Whether keys reach the rows. */
  readonly isEnabled: boolean
  readonly onShowAll: () => void
}

/** The rows or the plan, or what stands in for them. */
export function BoardMain({ query, view, place, isToday, text, isEnabled, onShowAll }: Props) {
  if (!query.data) {
    if (!query.error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  }
  if (place.shape !== 'list') {
    const wanted = new Set(view.shown.map((row) => row.id))
    return <PlanChart key={place.shape} day={query.data} kind={place.shape} {...{ place, wanted, isEnabled }} />
  }
  if (view.shown.length === 0)
    return (
      <BoardBlank
        isToday={isToday}
        isOpen={query.data.isOpen}
        isFiltered={!view.isEmpty}
        text={text}
        onShowAll={onShowAll}
      />
    )
  return (
    <BoardTable
      rows={view.shown}
      day={query.data.day}
      cursor={place.cursor}
      newIds={view.unseen}
      onOpen={place.open}
      pointer={view.pointer}
    />
  )
}
