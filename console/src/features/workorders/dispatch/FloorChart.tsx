import { useEffect, useRef } from 'react'
import { Blank } from '../../../ui/Blank'
import { AwaySpans, NowLine, TimeAxis } from '../../../ui/TimeAxis'
import { lanesOf, type Scale } from '../../../ui/time-axis'
import type { Choice } from './use-choice'
import type { Block, FloorRow, RowKind } from './floor'
import { FloorBlock } from './FloorBlock'
import { words } from './words'

interface Props {
  readonly day: string
  readonly kind: RowKind
  readonly rows: readonly FloorRow[]
  readonly blocks: readonly Block[]
  readonly scale: Scale
  readonly choice: Choice
  /** Of technicians, for the job that is chosen. */
  readonly rankOf: (rowId: string) => number | null
}

/** The floor through the day: technicians or bays down, time across. */
export function FloorChart({ day, kind, rows, blocks, scale, choice, rankOf }: Props) {
  const chart = useRef<HTMLDivElement>(null)
  const focusedKey = choice.block?.key
  useEffect(() => {
    const found = [...(chart.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])]
    found
      .find((block) => block.dataset['block'] === focusedKey)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [focusedKey])
  if (rows.length === 0)
    return (
      <Blank title={words.noRows[kind]}>
        <p>{words.noRowsHint}</p>
      </Blank>
    )
  return (
    <div className="plan-scroll floor-scroll" ref={chart}>
      <div
        className="plan"
        role="grid"
        aria-label={words.chart[kind]}
        style={{ '--plan-hours': (scale.to - scale.from) / 60 } as object}
      >
        <TimeAxis corner={words.kinds[kind]} scale={scale} />
        {rows.map((row) => (
          <FloorTrack
            key={row.id}
            {...{ row, scale, choice }}
            rank={rankOf(row.id)}
            blocks={blocks.filter(({ rowId }) => rowId === row.id)}
          />
        ))}
        <NowLine day={day} scale={scale} />
      </div>
      <p className="plan-legend muted">{words.legend}</p>
    </div>
  )
}

interface TrackProps extends Pick<Props, 'blocks' | 'scale' | 'choice'> {
  readonly row: FloorRow
  readonly rank: number | null
}

function FloorTrack({ row, blocks, scale, choice, rank }: TrackProps) {
  const { lanes, count } = lanesOf(blocks)
  return (
    <div className="plan-row" role="row">
      <div className="plan-label" role="rowheader" title={row.name}>
        <span className="floor-name">
          {row.name}
          {row.detail && <small className="muted">{row.detail}</small>}
        </span>
        {rank !== null && <kbd aria-hidden="true">{rank}</kbd>}
      </div>
      <div className="plan-track" role="gridcell" style={{ height: `calc(${count} * var(--plan-lane) + 6px)` }}>
        <AwaySpans spans={row.away} scale={scale} title={words.away} />
        {blocks.map((block) => (
          <FloorBlock
            key={block.key}
            {...{ block, scale }}
            rowName={row.name}
            lane={lanes.get(block.key) ?? 0}
            isFocused={block.key === choice.block?.key}
            isKin={block.key !== choice.block?.key && block.job.workorderId === choice.job?.workorderId}
            onPick={choice.pickBlock}
          />
        ))}
      </div>
    </div>
  )
}
