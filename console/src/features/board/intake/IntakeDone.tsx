import { formatMinute } from '@pitlane/kernel'
import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { leaveOnEscape } from '../../../lib/shortcuts'
import { useStore } from '../../../lib/staff'
import { sayDayTime } from '../../../lib/time'
import { Facts } from '../../../ui/Facts'
import type { BoardRow } from '../board-row'
import type { Channel } from './form'
import type { Booked } from './use-intake'
import type { Extra } from './way'
import { words } from './words'

interface Props {
  readonly booked: Booked
  readonly channel: Channel
  /** What goes with it. */
  readonly extras: readonly Extra[]
  /** The booking on the board, once the board has it; one of another day never comes. */
  readonly row: BoardRow | undefined
  readonly onAgain: () => void
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

/** Where and when: what to tell the customer. */
export function IntakeDone({ booked, channel, extras, row, onAgain, onOpen, onClose }: Props) {
  const { today } = useStore()
  const facts = [
    ...(row ? [{ label: words.place, value: row.bayName }] : []),
    ...(row ? [{ label: words.car2, value: [row.maskedPlate, row.vehicleName].filter(Boolean).join(' ') }] : []),
    ...(extras.length > 0 ? [{ label: words.wayDone, value: extras.map((one) => words.extras[one]).join('、') }] : []),
    { label: words.number, value: booked.number },
  ]
  return (
    <div className="intake-done" role="status" onKeyDown={leaveOnEscape(onClose)}>
      <p className="intake-done-title">
        <CheckCircleFilled aria-hidden="true" /> {words.done[channel]}
      </p>
      <p className="panel-time">{sayDayTime(booked.day, today, formatMinute(booked.minute))}</p>
      <Facts facts={facts} />
      <div className="reason-buttons">
        {row && <Button onClick={() => onOpen(row.id)}>{words.open}</Button>}
        <Button type="primary" autoFocus onClick={onAgain}>
          {words.next[channel]}
        </Button>
      </div>
    </div>
  )
}
