import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { hasTypingFocus } from '../../../lib/shortcuts'
import { Blank } from '../../../ui/Blank'
import { NowLine, TimeAxis } from '../../../ui/TimeAxis'
import type { Place } from '../use-place'
import { blocksOf, rowsOf, scaleOf, type Block, type Day, type PlanKind } from './layout'
import { PlanTrack } from './PlanTrack'
import { useDrag } from './use-drag'
import { useMove } from './use-move'
import { usePlanKeys } from './use-plan-keys'
import { words } from './words'

interface Props {
  readonly day: Day
  readonly kind: PlanKind
  readonly place: Place
  /** Bookings that the filter and the search box leave. */
  readonly wanted: ReadonlySet<string>
  readonly isEnabled: boolean
}

function usePlan(day: Day, kind: PlanKind) {
  return useMemo(() => {
    const scale = scaleOf(day)
    const rows = rowsOf(day, kind, scale)
    return { scale, rows, blocks: blocksOf(day, rows, kind) }
  }, [day, kind])
}

/** The focus goes with the board's cursor: to the block that was chosen, or the first one of the visit. */
function useFocusedBlock(blocks: readonly Block[], place: Place) {
  const [key, setKey] = useState<string | null>(null)
  const ofVisit = blocks.filter((block) => block.row.id === place.cursor)
  const focused = ofVisit.find((block) => block.key === key) ?? ofVisit[0]
  const focus = (block: Block) => {
    setKey(block.key)
    place.moveTo(block.row.id)
  }
  return { focused, focus, setKey }
}

/** The day as a plan: bays or technicians down, time across. */
export function PlanChart({ day, kind, place, wanted, isEnabled }: Props) {
  const { scale, rows, blocks } = usePlan(day, kind)
  const { focused, focus, setKey } = useFocusedBlock(blocks, place)
  const move = useMove(day.day, kind, (id) => rows.find((row) => row.id === id)?.name ?? '')
  const chart = useRef<HTMLDivElement>(null)
  const { take, wasDragged } = useDrag({ move, scale }, chart)
  usePlanKeys({ rows, blocks, scale, focused, focus, move }, isEnabled)
  const focusedKey = focused?.key
  useEffect(() => {
    const found = [...(chart.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])]
    const element = found.find((block) => block.dataset['block'] === focusedKey)
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (!hasTypingFocus()) element?.focus({ preventScroll: true })
  }, [chart, focusedKey])
  const open = (block: Block) => {
    if (wasDragged()) return
    setKey(block.key)
    place.open(block.row.id)
  }
  if (rows.length === 0)
    return (
      <Blank title={words.noRows[kind]}>
        <p>{words.noRowsHint}</p>
      </Blank>
    )
  return (
    <div className="plan-scroll" ref={chart}>
      <div
        className="plan"
        role="grid"
        aria-label={words.chart[kind]}
        style={{ '--plan-hours': (scale.to - scale.from) / 60 } as object}
      >
        <TimeAxis corner={words.corner[kind]} scale={scale} />
        {rows.map((row, i) => (
          <Fragment key={row.id}>
            {row.group !== null && row.group !== rows[i - 1]?.group && <p className="plan-group">{row.group}</p>}
            <PlanTrack
              {...{ row, scale, focused, wanted, move }}
              blocks={blocks.filter((block) => block.rowId === row.id)}
              onTake={take}
              onOpen={open}
            />
          </Fragment>
        ))}
        <NowLine day={day.day} scale={scale} />
      </div>
      <p className="plan-legend muted">{words.legend}</p>
    </div>
  )
}
