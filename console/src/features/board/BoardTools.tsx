import { CarOutlined, PhoneOutlined, PrinterOutlined, ScanOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { may, useStore } from '../../lib/staff'
import { printDay } from './print/PrintSheet'
import { QueueButton } from './queue/QueueButton'
import type { Queue } from './queue/queue-data'
import type { Tools } from './use-tools'
import { words } from './words'

interface ToolButton {
  readonly label: string
  readonly keys: string
  readonly icon: ReactNode
  readonly act: () => void
}

interface Props {
  readonly tools: Tools
  readonly isToday: boolean
  /** What waits to be confirmed; undefined while nobody knows. */
  readonly queue: Queue | undefined
}

/** The front desk's tools; what a person may not do is not there. */
export function BoardTools({ tools, isToday, queue }: Props) {
  const store = useStore()
  const books: ToolButton[] = [
    ...(isToday
      ? [{ label: words.tools.walkIn, keys: 'n', icon: <CarOutlined />, act: () => tools.open('walkIn') }]
      : []),
    { label: words.tools.phone, keys: 'p', icon: <PhoneOutlined />, act: () => tools.open('phone') },
  ]
  const checkIn = { label: words.tools.checkIn, keys: 's', icon: <ScanOutlined />, act: () => tools.open('checkIn') }
  const buttons: ToolButton[] = [
    ...(may(store, 'booking.create') ? books : []),
    ...(isToday && may(store, 'booking.arrive') ? [checkIn] : []),
    { label: words.tools.print, keys: 'd', icon: <PrinterOutlined />, act: printDay },
  ]
  return (
    <div className="board-tools" role="toolbar" aria-label={words.tools.label}>
      <QueueButton queue={queue} isOpen={tools.tool === 'queue'} onOpen={() => tools.toggle('queue')} />
      {buttons.map(({ label, keys, icon, act }) => (
        <Button key={keys} icon={icon} title={`${label}（${keys}）`} onClick={act}>
          {label}
          <kbd aria-hidden="true">{keys}</kbd>
        </Button>
      ))}
    </div>
  )
}
