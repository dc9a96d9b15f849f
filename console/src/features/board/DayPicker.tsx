import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { addDays } from '@pitlane/kernel'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { sayDay } from '../../lib/time'
import { words } from './words'

interface Props {
  readonly day: string
  readonly today: string
  readonly onPick: (day: string) => void
}

/** One day back, one day on, or any day. */
export function DayPicker({ day, today, onPick }: Props) {
  return (
    <div className="day-picker">
      <Button
        icon={<LeftOutlined />}
        aria-label={words.previousDay}
        title={words.previousDay}
        onClick={() => onPick(addDays(day, -1))}
      />
      <DatePicker
        aria-label={words.pickDay}
        allowClear={false}
        inputReadOnly
        value={dayjs(day)}
        format={(value) => sayDay(value.format('YYYY-MM-DD'), today)}
        onChange={(value) => value && onPick(value.format('YYYY-MM-DD'))}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={words.nextDay}
        title={words.nextDay}
        onClick={() => onPick(addDays(day, 1))}
      />
    </div>
  )
}
