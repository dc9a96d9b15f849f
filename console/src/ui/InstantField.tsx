import type { Day } from '@pitlane/kernel'
import { instantOf, localTime } from '../lib/time'
import { DayField } from './DayField'
import { TimeSelect } from './TimeSelect'

/** The last quarter of an hour that still is of that day. */
const LAST_MINUTE = 1425
/** What a store calls the end of the day, where only the day was picked. */
const DEFAULT_MINUTE = 17 * 60

interface Props {
  readonly label: string
  readonly value: string | null
  readonly onChange: (instant: string) => void
  /** The first day that can be chosen. */
  readonly from: Day
}

/** A day and a time of the store, kept as an instant. */
export function InstantField({ label, value, onChange, from }: Props) {
  const at = value === null ? null : localTime(new Date(value))
  return (
    <span className="instant-field" role="group" aria-label={label}>
      <DayField
        label={`${label}：日期`}
        value={at?.day ?? null}
        from={from}
        onChange={(day) => onChange(instantOf(day, at?.minute ?? DEFAULT_MINUTE))}
      />
      <TimeSelect
        label={`${label}：时间`}
        value={at?.minute ?? DEFAULT_MINUTE}
        onChange={(minute) => onChange(instantOf(at?.day ?? from, Math.min(minute, LAST_MINUTE)))}
      />
    </span>
  )
}
