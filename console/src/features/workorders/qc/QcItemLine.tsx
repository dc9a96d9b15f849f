import { Input, Segmented } from 'antd'
import type { Item, Verdict } from './judgement'
import { words } from './words'

type Choice = 'unseen' | 'pass' | 'fail'

const options: { value: Choice; label: string }[] = [
  { value: 'unseen', label: words.unseen },
  { value: 'pass', label: words.pass },
  { value: 'fail', label: words.fail },
]
const verdictOf = { unseen: null, pass: true, fail: false } as const

const choiceOf = ({ isPassed }: Verdict): Choice => (isPassed === null ? 'unseen' : isPassed ? 'pass' : 'fail')

interface Props {
  readonly item: Item
  readonly verdict: Verdict
  readonly onJudge: (verdict: Verdict) => void
}

/** One thing to look at: in order, or not and why; not looked at until somebody says so. */
export function QcItemLine({ item, verdict, onJudge }: Props) {
  const { title, failedBefore } = item
  const { isPassed, note } = verdict
  return (
    <li className={`qc-item${isPassed === false ? ' is-failed' : ''}`} aria-label={title}>
      <span className="qc-title">
        {title} {failedBefore && <span className="tag tone-stop">{words.failedBefore}</span>}
      </span>
      <Segmented
        aria-label={words.judge(title)}
        value={choiceOf(verdict)}
        options={options}
        onChange={(choice) => onJudge({ isPassed: verdictOf[choice], note })}
      />
      {isPassed === false && (
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
