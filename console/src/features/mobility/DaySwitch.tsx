import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { addDays, type Day } from '@pitlane/kernel'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { sayDay } from '../../lib/time'
import { words } from './words'

interface Props {
  readonly day: Day
  readonly today: Day
  readonly onPick: (day: Day) => void
}

/** One day back, one day on, or any day. */
export function DaySwitch({ day, today, onPick }: Props) {
  const step = (label: string, icon: React.ReactNode, count: number) => (
    <Button icon={icon} aria-label={label} title={label} onClick={() => onPick(addDays(day, count))} />
  )
  return (
    <div className="day-picker">
      {step(words.previousDay, <LeftOutlined />, -1)}
      <DatePicker
        aria-label={words.pickDay}
        allowClear={false}
        inputReadOnly
        value={dayjs(day)}
        format={(value) => sayDay(value.format('YYYY-MM-DD'), today)}
        onChange={(value) => value && onPick(value.format('YYYY-MM-DD'))}
      />
      {step(words.nextDay, <RightOutlined />, 1)}
    </div>
  )
}
