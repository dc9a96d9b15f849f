import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { leaveOnEscape } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { localTime } from '../../../lib/time'
import { FaultNote } from '../../../ui/FaultNote'
import type { FormProps } from '../form-props'
import { useDay } from '../use-day'
import { plannedRemaining, sayEnd, sayImpact, type Impact } from './impact'
import { useImpact, useReplan } from './use-replan'
import { words } from './words'

const STEPS = [15, 30, 60] as const
const MOST = 2880

/** How much longer a car needs, with what that does to everybody else before it is saved. */
export function ReplanForm({ row, day, onBack }: FormProps) {
  const [minutes, setMinutes] = useState(() => {
    const now = localTime(new Date())
    return plannedRemaining(row, now.day, now.minute)
  })
  const { impact, error } = useImpact(row, minutes)
  const save = useReplan(row, day, onBack)
  const put = (next: number) => setMinutes(Math.min(MOST, Math.max(0, next)))
  return (
    <form
      className="reason-form replan"
      aria-label={words.title}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        if (impact) save.run(minutes)
      }}
    >
      <h3>{words.title}</h3>
      <p className="muted">{words.text}</p>
      <div className="replan-minutes">
        <label>
          {words.remaining}
          <InputNumber
            autoFocus
            aria-label={words.remaining}
            min={0}
            max={MOST}
            step={15}
            precision={0}
            value={minutes}
            onChange={(value) => put(value ?? 0)}
          />
        </label>
        {STEPS.map((step) => (
          <button key={step} type="button" className="chip" onClick={() => put(minutes + step)}>
            {words.more(step)}
          </button>
        ))}
        <button type="button" className="chip" aria-pressed={minutes === 0} onClick={() => put(0)}>
          {words.done}
        </button>
      </div>
      {error === null && <Preview {...{ impact, minutes, day }} />}
      <FaultNote error={save.error ?? error} />
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" htmlType="submit" loading={save.isBusy} disabled={!impact}>
          {minutes === 0 ? words.saveDone : words.save}
        </Button>
      </div>
    </form>
  )
}

interface PreviewProps {
  readonly impact: Impact | null
  readonly minutes: number
  readonly day: string
}

function Preview({ impact, minutes, day }: PreviewProps) {
  const { today } = useStore()
  const { all } = useDay(day)
  if (!impact)
    return (
      <p className="replan-impact muted" role="status">
        {words.checking}
      </p>
    )
  const end = sayEnd(impact, today)
  return (
    <div className="replan-impact" role="status">
      <b>{minutes === 0 ? words.endNow(end) : words.end(end)}</b>
      <ul>
        {sayImpact(impact, all(), today).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
