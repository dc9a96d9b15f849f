import { workorder } from '@pitlane/contract'
import { laneNames, type Lanes } from './lane-data'
import { LaneCard } from './LaneCard'
import { words } from './words'

interface Props {
  readonly lanes: Lanes
  readonly now: number
  readonly today: string
  readonly cursor: string | null
  readonly pathOf: (workorderId: string) => string
  readonly onSelect: (workorderId: string) => void
}

/** Six columns; each scrolls by itself. */
export const LaneColumns = ({ lanes, now, today, cursor, pathOf, onSelect }: Props) =>
  laneNames.map((lane) => (
    <section key={lane} className="lane" aria-label={words.laneOf(workorder.lanes[lane], lanes[lane].length)}>
      <h2 className="lane-head">
        {workorder.lanes[lane]} <span className="number muted">{lanes[lane].length}</span>
      </h2>
      <ul className="lane-cards">
        {lanes[lane].map((card) => (
          <LaneCard
            key={card.id}
            {...{ card, now, today }}
            isSelected={card.id === cursor}
            to={pathOf(card.id)}
            onSelect={() => onSelect(card.id)}
          />
        ))}
        {lanes[lane].length === 0 && <li className="lane-none muted">{words.empty}</li>}
      </ul>
    </section>
  ))
