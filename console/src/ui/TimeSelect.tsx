import { formatMinute, type Minute } from '@pitlane/kernel'
import { Select } from 'antd'

const STEP = 15
const times = Array.from({ length: 1440 / STEP + 1 }, (_, i) => ({ value: i * STEP, label: formatMinute(i * STEP) }))

interface Props {
  readonly label: string
  readonly value: Minute
  readonly onChange: (minute: Minute) => void
}

/** The quarters of an hour, and among them the time that stands there now, whatever it is. */
const timesWith = (value: Minute) =>
  value % STEP === 0
    ? times
    : [...times, { value, label: formatMinute(value) }].sort((one, other) => one.value - other.value)

/** A time of day, by the quarter of an hour. */
export const TimeSelect = ({ label, value, onChange }: Props) => (
  <Select
    className="time-select"
    aria-label={label}
    value={value}
    options={timesWith(value)}
    onChange={onChange}
    showSearch
  />
)
