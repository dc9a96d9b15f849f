import { formatMinute } from '@pitlane/kernel'
import { share, type Scale } from '../../../ui/time-axis'
import type { Draft } from './use-move'
import type { Verdict } from './use-verdict'
import { words } from './words'

interface Props {
  readonly draft: Draft
  readonly verdict: Verdict
  readonly scale: Scale
}

const sayVerdict = (verdict: Verdict): string => {
  if (verdict.kind === 'refused') return `${words.refused}：${verdict.why}`
  if (verdict.kind === 'possible') return words[verdict.change]
  return words[verdict.kind]
}

/** Where the block would go, and whether it can. */
export function PlanGhost({ draft, verdict, scale }: Props) {
  const { block, target } = draft
  const end = target.minute + block.step.endMinute - block.step.minute
  const isRight = target.minute > (scale.from + scale.to) / 2
  return (
    <div className={`plan-ghost is-${verdict.kind}`} style={share(target.minute, end, scale)}>
      <span>{formatMinute(target.minute)}</span>
      <p className={isRight ? 'plan-verdict is-right' : 'plan-verdict'} role="status">
        <b>
          {formatMinute(target.minute)}–{formatMinute(end)}
        </b>
        {sayVerdict(verdict)}
      </p>
    </div>
  )
}
