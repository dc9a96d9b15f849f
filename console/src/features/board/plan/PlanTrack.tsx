import type { PointerEvent } from 'react'
import { AwaySpans } from '../../../ui/TimeAxis'
import { lanesOf, type Scale } from '../../../ui/time-axis'
import type { Block, PlanRow } from './layout'
import { PlanBlock } from './PlanBlock'
import { PlanGhost } from './PlanGhost'
import type { Move } from './use-move'
import { words } from './words'

interface Props {
  readonly row: PlanRow
  readonly blocks: readonly Block[]
  readonly scale: Scale
  readonly focused: Block | undefined
  /** Bookings that the filter and the search box leave. */
  readonly wanted: ReadonlySet<string>
  readonly move: Move
  readonly onTake: (block: Block, event: PointerEvent<HTMLElement>) => void
  readonly onOpen: (block: Block) => void
}

/** One bay or technician through the day. */
export function PlanTrack({ row, blocks, scale, focused, wanted, move, onTake, onOpen }: Props) {
  const { lanes, count } = lanesOf(blocks)
  const { draft, verdict } = move
  return (
    <div className="plan-row" role="row">
      <div className="plan-label" role="rowheader" title={row.name}>
        {row.name}
      </div>
      <div
        className="plan-track"
        role="gridcell"
        data-plan-row={row.id}
        style={{ height: `calc(${count} * var(--plan-lane) + 6px)` }}
      >
        <AwaySpans spans={row.away} scale={scale} title={words.away} />
        {blocks.map((block) => (
          <PlanBlock
            key={block.key}
            {...{ block, scale, onTake, onOpen }}
            rowName={row.name}
            lane={lanes.get(block.key) ?? 0}
            isFocused={block.key === focused?.key}
            isKin={block.key !== focused?.key && block.row.id === focused?.row.id}
            isDim={!wanted.has(block.row.id)}
            isHeld={block.key === draft?.block.key}
          />
        ))}
        {draft && verdict && draft.target.rowId === row.id && <PlanGhost {...{ draft, verdict, scale }} />}
      </div>
    </div>
  )
}
