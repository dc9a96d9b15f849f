import type { Day } from '@pitlane/kernel'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

interface Props {
  readonly label: string
  readonly value: Day | null
  readonly onChange: (day: Day) => void
  /** Days outside cannot be chosen. */
  readonly from?: Day
  readonly to?: Day
}

/** A calendar day, typed (2026-11-24) or picked. */
export function DayField({ label, value, onChange, from, to }: Props) {
  return (
    <DatePicker
      aria-label={label}
      allowClear={false}
      value={value === null ? null : dayjs(value)}
      minDate={from === undefined ? undefined : dayjs(from)}
      maxDate={to === undefined ? undefined : dayjs(to)}
      onChange={(picked) => picked && onChange(picked.format('YYYY-MM-DD'))}
    />
  )
}
