import { BellOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useNow } from '../../../lib/use-now'
import { countdownOf, type Queue } from './queue-data'
import { words } from './words'

const CLOCK_MS = 5_000

interface Props {
  /** Undefined while nobody knows. */
  readonly queue: Queue | undefined
  readonly isOpen: boolean
  readonly onOpen: () => void
}

/** How many wait for an answer on any day, in the colour of the one that is due first. */
export function QueueButton({ queue, isOpen, onOpen }: Props) {
  const now = useNow(CLOCK_MS)
  const first = queue?.map(({ dueAt }) => dueAt).sort()[0]
  const light = first === undefined ? 'none' : countdownOf(first, now).light
  return (
    <Button
      className={`queue-button light-${light}`}
      icon={<BellOutlined aria-hidden="true" />}
      aria-expanded={isOpen}
      title={`${words.all}（q）`}
      onClick={onOpen}
    >
      {queue ? words.button(queue.length) : words.all}
      <kbd aria-hidden="true">q</kbd>
    </Button>
  )
}
