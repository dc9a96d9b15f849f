import { ClockCircleFilled } from '@ant-design/icons'
import { useStore } from '../../../lib/staff'
import { sayInstant, sayMinutes } from '../../../lib/time'
import { useNow } from '../../../lib/use-now'
import { countdownOf, sayCountdown } from './queue-data'
import { words } from './words'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

interface Props {
  readonly dueAt: string
}

/** How long there is to answer, second by second; red when it is over. */
export function CountdownMark({ dueAt }: Props) {
  const { today } = useStore()
  const { light, leftMs, isNear } = countdownOf(dueAt, useNow(SECOND_MS))
  const time = isNear ? sayCountdown(leftMs) : sayMinutes(Math.floor(Math.abs(leftMs) / MINUTE_MS))
  const left = isNear ? words.left(time) : words.until(sayInstant(dueAt, today))
  return (
    <span className={`row-clock light-${light}`} role="timer">
      {light === 'red' ? <ClockCircleFilled aria-hidden="true" /> : <i aria-hidden="true" />}
      {light === 'red' ? words.over(time) : left}
    </span>
  )
}
