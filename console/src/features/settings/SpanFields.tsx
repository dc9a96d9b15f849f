import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { TimeSelect } from '../../ui/TimeSelect'
import { nextSpan, type Span } from './spans'
import { words } from './words'

const MOST = 3

interface Props {
  /** 周一 or a date: whose hours these are. */
  readonly day: string
  readonly spans: readonly Span[]
  readonly onChange: (spans: Span[]) => void
}

/** The hours of one day: one span, or several with a break between. */
export function SpanFields({ day, spans, onChange }: Props) {
  const put = (at: number, part: Partial<Span>) => onChange(spans.map((s, i) => (i === at ? { ...s, ...part } : s)))
  return (
    <div className="spans">
      {spans.map((span, i) => (
        <div key={i} className="span-line">
          <TimeSelect
            label={words.shifts.from(day)}
            value={span.startsMinute}
            onChange={(startsMinute) => put(i, { startsMinute })}
          />
          –
          <TimeSelect
            label={words.shifts.to(day)}
            value={span.endsMinute}
            onChange={(endsMinute) => put(i, { endsMinute })}
          />
          {spans.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${day} ${words.shifts.removeSpan}`}
              title={words.shifts.removeSpan}
              onClick={() => onChange(spans.filter((_, at) => at !== i))}
            />
          )}
          {i === spans.length - 1 && spans.length < MOST && (
            <Button
              type="link"
              size="small"
              aria-label={`${day} ${words.shifts.addSpan}`}
              onClick={() => onChange([...spans, nextSpan(spans)])}
            >
              {words.shifts.addSpan}
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}
