import { formatPlate, workorder } from '@pitlane/contract'
import { saySpan } from '../../../lib/time'
import { share, type Scale } from '../../../ui/time-axis'
import { jobTones } from '../jobs/tones'
import type { Block } from './floor'
import { shortStates, words } from './words'

/** What is readable at the end of a plate. */
const TAIL = 3
/** `沪A·` */
const TOWN = 3

interface Props {
  readonly block: Block
  readonly scale: Scale
  readonly lane: number
  readonly rowName: string
  readonly isFocused: boolean
  /** The same car elsewhere. */
  readonly isKin: boolean
  readonly onPick: (block: Block) => void
}

const classes = ({ block, isFocused, isKin }: Props) =>
  [
    `plan-block floor-block tone-${jobTones[block.job.state]} is-${block.job.state}`,
    block.job.isExpected && `risk-${block.job.risk}`,
    block.job.isCarriedOver && 'is-carried',
    block.job.goesOn && 'goes-on',
    isFocused && 'is-focused',
    isKin && 'is-kin',
  ]
    .filter(Boolean)
    .join(' ')

/** `施工中`, `已暂停 · 待料` */
const stateOf = ({ job }: Block) =>
  [workorder.jobStates[job.state], job.pauseReason && workorder.pauseReasons[job.pauseReason]]
    .filter(Boolean)
    .join(' · ')

const marksOf = ({ isCarriedOver, goesOn, isAddon, isRework }: Block['job']) =>
  [
    isCarriedOver && words.carryOver,
    goesOn && words.goesOn,
    isAddon && words.marks.addon,
    isRework && words.marks.rework,
  ].filter((mark) => mark !== false)

/** `宏达钣喷中心 钣金` of what is done outside, else the job alone. */
const whatOf = ({ name, vendor }: Block['job']) => (vendor ? `${vendor.name} ${name}` : name)

/** One job on one row: how it went, and how it is expected to go on. */
export function FloorBlock(props: Props) {
  const { block, scale, lane, rowName, isFocused, onPick } = props
  const { job, span, key } = block
  const plate = formatPlate(job.plate)
  const risk = job.risk === 'none' ? null : words.risks[job.risk]
  const marks = marksOf(job)
  const label = [plate, whatOf(job), stateOf(block), ...marks, risk, saySpan(job.startsMinute, job.endsMinute), rowName]
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      className={classes(props)}
      style={{ ...share(span[0], span[1], scale), top: `calc(${lane} * var(--plan-lane) + 3px)` }}
      data-block={key}
      tabIndex={isFocused ? 0 : -1}
      aria-label={label}
      aria-current={isFocused}
      title={label}
      onClick={() => onPick(block)}
    >
      <span className="plan-block-short">
        {plate.slice(-TAIL)}
        <b>{shortStates[job.state]}</b>
      </span>
      <span className="plan-block-plate">
        <span>
          <span className="floor-town">{plate.slice(0, TOWN)}</span>
          {plate.slice(TOWN)}
        </span>
        {risk && <em className={`plan-mark is-${job.risk}`}>{risk}</em>}
      </span>
      <span className="plan-block-text">
        <b>{stateOf(block)}</b> {marks.length > 0 && <em className="plan-mark is-going">{marks.join(' ')} </em>}
        {whatOf(job)}
      </span>
    </button>
  )
}
