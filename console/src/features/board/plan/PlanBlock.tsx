import { booking } from '@pitlane/contract'
import { memo, type PointerEvent } from 'react'
import { saySpan } from '../../../lib/time'
import { share, type Scale } from '../../../ui/time-axis'
import { marksOf, sayMarks } from '../row-marks'
import { words as boardWords } from '../words'
import type { Block } from './layout'
import { nameOfStep, shortStates, words } from './words'

/** What is readable at the end of a masked plate. */
const TAIL = 3

interface Props {
  readonly block: Block
  readonly scale: Scale
  readonly lane: number
  readonly rowName: string
  readonly isFocused: boolean
  /** Another step of the same visit has the focus. */
  readonly isKin: boolean
  readonly isDim: boolean
  readonly isHeld: boolean
  readonly onTake: (block: Block, event: PointerEvent<HTMLElement>) => void
  readonly onOpen: (block: Block) => void
}

const classes = (p: Props, tone: string) =>
  [
    `plan-block tone-${tone} is-${p.block.step.kind}`,
    p.isFocused && 'is-focused',
    p.isKin && 'is-kin',
    p.isDim && 'is-dim',
    p.isHeld && 'is-held',
  ]
    .filter(Boolean)
    .join(' ')

/** One step of one visit. */
export const PlanBlock = memo(function PlanBlock(props: Props) {
  const { block, scale, lane, rowName } = props
  const { row, step } = block
  const { zh, tone } = booking.bookingStates[row.state]
  const plate = row.maskedPlate ?? boardWords.unplated
  const name = nameOfStep(step)
  const late = row.state === 'confirmed' && row.lateMinutes !== null ? words.late(row.lateMinutes) : null
  // A block is narrow: only what somebody has to act upon.
  const mark = marksOf(row).find(({ tone }) => tone === 'stop' || tone === 'wait' || tone === 'going')
  const label = [plate, name, zh, late, sayMarks(row), saySpan(step.minute, step.endMinute), rowName]
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      className={classes(props, tone)}
      style={{ ...share(step.minute, step.endMinute, scale), top: `calc(${lane} * var(--plan-lane) + 3px)` }}
      data-block={block.key}
      tabIndex={props.isFocused ? 0 : -1}
      aria-label={label}
      aria-current={props.isFocused}
      title={label}
      onPointerDown={(event) => props.onTake(block, event)}
      onClick={() => props.onOpen(block)}
    >
      <span className="plan-block-short">
        {plate.slice(-TAIL)}
        <b>{shortStates[row.state]}</b>
      </span>
      <span className="plan-block-plate">
        {plate}
        {late && <em>{late}</em>}
      </span>
      <span className="plan-block-text">
        <b>{zh}</b> {mark && <em className={`plan-mark is-${mark.tone}`}>{mark.text} </em>}
        {name}
      </span>
    </button>
  )
})
