import type { messageWordings } from '@pitlane/contract'
import { Facts } from '../../ui/Facts'
import { ToneTag } from '../../ui/ToneTag'
import { sayFinding, words } from './words'

const say = words.wordings

interface Props {
  readonly preview: messageWordings.Preview
  readonly channel: messageWordings.WordingChannel
}

/** How it reads with sample data, and what is wrong with it. */
export function WordingPreview({ preview, channel }: Props) {
  const { text, fields, length, segments, findings } = preview
  const problems = findings.filter(({ isError }) => isError)
  const hints = findings.filter(({ isError }) => !isError)
  return (
    <section aria-label={say.preview}>
      <h3>{say.preview}</h3>
      <div className="wording-preview">
        {channel === 'wechat' ? <Fields fields={fields} /> : text}
        {channel === 'sms' && <p className="muted">{say.cost(length, segments)}</p>}
      </div>
      <Findings title={say.problems} findings={problems} isProblem />
      <Findings title={say.hints} findings={hints} />
      {findings.length === 0 && <p className="muted">{say.ok}</p>}
    </section>
  )
}

const Fields = ({ fields }: Pick<messageWordings.Preview, 'fields'>) => (
  <Facts
    facts={fields.map(({ field, value, isShortened }) => ({
      label: field,
      value: (
        <>
          {value} {isShortened && <ToneTag zh={say.shortened} tone="wait" />}
        </>
      ),
    }))}
  />
)

interface FindingsProps {
  readonly title: string
  readonly findings: readonly messageWordings.Finding[]
  readonly isProblem?: boolean
}

function Findings({ title, findings, isProblem = false }: FindingsProps) {
  if (findings.length === 0) return null
  return (
    <div className={isProblem ? 'wording-problem' : 'muted'} role={isProblem ? 'alert' : undefined}>
      {title}
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code}:${finding.field}:${finding.detail}`}>{sayFinding(finding)}</li>
        ))}
      </ul>
    </div>
  )
}
