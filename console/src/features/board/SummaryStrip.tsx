import { boardFilters, type BoardFilter } from './filter'
import { filterWords, words } from './words'

interface Props {
  /** Null while nobody knows. */
  readonly counts: Readonly<Record<BoardFilter, number>> | null
  readonly chosen: BoardFilter
  readonly onChoose: (filter: BoardFilter) => void
}

/** Nothing to take care of needs no button. */
const isNeeded = (filter: BoardFilter, counts: Props['counts'], chosen: BoardFilter) =>
  filter !== 'unseated' || filter === chosen || (counts?.unseated ?? 0) > 0

/** How many of each, and the way to see only those. Choosing the chosen one again shows all. */
export function SummaryStrip({ counts, chosen, onChoose }: Props) {
  const isShown = (filter: BoardFilter) => isNeeded(filter, counts, chosen)
  return (
    <div className="summary" role="group" aria-label={words.filters}>
      {boardFilters.filter(isShown).map((filter) => (
        <button
          key={filter}
          type="button"
          className={`summary-item summary-${filter}`}
          aria-pressed={filter === chosen}
          onClick={() => onChoose(filter === chosen ? 'all' : filter)}
        >
          {filterWords[filter]} <b>{counts ? counts[filter] : words.unknown}</b>
        </button>
      ))}
    </div>
  )
}
