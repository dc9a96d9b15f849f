import { Input, Segmented } from 'antd'
import type { Item, Verdicts } from './judgement'
import { words } from './words'

type Verdict = NonNullable<Verdicts[string]>

const options = [
  { value: 'pass', label: words.pass },
  { value: 'fail', label: words.fail },
]
const valueOf = (verdict: Verdict | undefined) =>
  verdict === undefined ? undefined : verdict.isPassed ? 'pass' : 'fail'

interface Props {
  readonly item: Item
  readonly verdict: Verdict | undefined
  readonly onJudge: (verdict: Verdict) => void
}

/** One thing to look at: in order, or not and why. */
export function QcItemLine({ item, verdict, onJudge }: Props) {
  const { title, failedBefore } = item
  const note = verdict?.note ?? ''
  return (
    <li className={`qc-item${verdict?.isPassed === false ? ' is-failed' : ''}`} aria-label={title}>
      <span className="qc-title">
        {title} {failedBefore && <span className="tag tone-stop">{words.failedBefore}</span>}
      </span>
      <Segmented
        aria-label={words.judge(title)}
        // Nothing is chosen until somebody has looked.
        value={valueOf(verdict) ?? ''}
        options={options}
        onChange={(value) => onJudge({ isPassed: value === 'pass', note })}
      />
      {verdict?.isPassed === false && (
        <Input
          className="qc-note"
          aria-label={words.failNote(title)}
          placeholder={words.failNotePlaceholder}
          maxLength={100}
          value={note}
          onChange={({ target }) => onJudge({ isPassed: false, note: target.value })}
        />
      )}
    </li>
  )
}
