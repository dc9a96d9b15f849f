import type { storeSettings } from '@pitlane/contract'
import { Checkbox } from 'antd'
import { TimeSelect } from '../../ui/TimeSelect'
import { storeWords } from './store-words'
import { weekdays, weekOrder } from './words'

type Week = storeSettings.StoreSettings['week']
type Hours = Week[0]

const USUAL: NonNullable<Hours> = [540, 1080]

interface Props {
  readonly week: Week
  readonly onChange: (week: Week) => void
}

export const isWeekGood = (week: Week): boolean =>
  Object.values(week).every((hours) => hours === null || hours[0] < hours[1])

/** When a store is open, weekday by weekday. */
export const WeekFields = ({ week, onChange }: Props) => (
  <div className="panel-part">
    {weekOrder.map((at) => (
      <DayLine key={at} day={weekdays[at]} hours={week[at]} onChange={(hours) => onChange({ ...week, [at]: hours })} />
    ))}
  </div>
)

interface LineProps {
  readonly day: string
  readonly hours: Hours
  readonly onChange: (hours: Hours) => void
}

function DayLine({ day, hours, onChange }: LineProps) {
  return (
    <div className="weekday-line">
      <Checkbox
        checked={hours !== null}
        aria-label={storeWords.isOpen(day)}
        onChange={() => onChange(hours === null ? USUAL : null)}
      >
        {day}
      </Checkbox>
      {hours === null ? (
        <span className="muted">{storeWords.dayOff}</span>
      ) : (
        <div className="span-line">
          <TimeSelect
            label={storeWords.opens(day)}
            value={hours[0]}
            onChange={(opens) => onChange([opens, hours[1]])}
          />
          –
          <TimeSelect
            label={storeWords.closes(day)}
            value={hours[1]}
            onChange={(closes) => onChange([hours[0], closes])}
          />
        </div>
      )}
    </div>
  )
}
