import { boardFilters, type BoardFilter } from './filter'
import { filterWords } from './words'

interface Props {
  readonly counts: Readonly<Record<BoardFilter, number>>
  readonly chosen: BoardFilter
  readonly onChoose: (filter: BoardFilter) => void
}

/** How many of each, and the way to see only those. Choosing the chosen one again shows all. */
export function SummaryStrip({ counts, chosen, onChoose }: Props) {
  return (
    <div className="summary" role="group" aria-label="按状态筛选">
      {boardFilters.map((filter) => (
        <button
          key={filter}
          type="button"
          className={`summary-item summary-${filter}`}
          aria-pressed={filter === chosen}
          onClick={() => onChoose(filter === chosen ? 'all' : filter)}
        >
          {filterWords[filter]} <b>{counts[filter]}</b>
        </button>
      ))}
    </div>
  )
}
