import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { may, useStore } from '../../../lib/staff'
import { sayDayTime, sayMinutes } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { FaultNote } from '../../../ui/FaultNote'
import { SidePanel } from '../../../ui/SidePanel'
import type { BoardRow } from '../board-row'
import { waitingFacts } from '../booking-facts'
import { RejectForm } from '../RejectForm'
import { Reveal } from '../Reveal'
import { RowMarks } from '../RowMarks'
import { saySpanOf } from '../span'
import type { Desk } from '../use-desk'
import { words as boardWords } from '../words'
import { Facts } from '../../../ui/Facts'
import { CountdownMark } from './CountdownMark'
import type { Waiting } from './queue-data'
import type { QueueQuery } from './use-queue'
import { useQueueKeys, type QueueKeys } from './use-queue-keys'
import { words } from './words'

interface Props {
  readonly day: string
  readonly query: QueueQuery
  readonly desk: Desk
  readonly isEnabled: boolean
  readonly onClose: () => void
  /** What the owner sent with a booking. */
  readonly besideOf: (row: BoardRow) => ReactNode
}

const NOTHING: readonly Waiting[] = []

/** Everything that waits for an answer, on any day: the first is the one to take now. */
export function QueuePanel({ day, query, desk, isEnabled, onClose, besideOf }: Props) {
  const queue = query.data ?? NOTHING
  const keys = useQueueKeys([...queue], desk, isEnabled, onClose)
  const { current } = keys
  const title = (
    <>
      {words.count(queue.length)} <small className="muted">{words.dates}</small>
    </>
  )
  return (
    <SidePanel label={words.title} title={title} onClose={onClose} footer={<QueueFoot {...{ keys, desk, day }} />}>
      <FaultNote error={query.error} />
      {query.isPending && <p className="muted">{words.loading}</p>}
      {query.data?.length === 0 && (
        <Blank title={words.empty}>
          <p>{words.emptyHint}</p>
        </Blank>
      )}
      {queue.length > 0 && <p className="muted intake-hint">{words.hint}</p>}
      <ol className="queue" aria-label={words.list}>
        {queue.map((waiting, i) => (
          <QueueItem
            key={waiting.row.id}
            waiting={waiting}
            isSelected={waiting.row.id === current?.row.id}
            onSelect={() => keys.selectAt(i)}
            beside={waiting.row.id === current?.row.id ? besideOf(waiting.row) : null}
          />
        ))}
      </ol>
    </SidePanel>
  )
}

interface FootProps {
  readonly keys: QueueKeys
  readonly desk: Desk
  readonly day: string
}

/** What can be done with the one that is selected. */
function QueueFoot({ keys, desk, day }: FootProps) {
  const store = useStore()
  const { current, isRejecting, back } = keys
  if (!current || !may(store, 'booking.confirm')) return null
  const { row } = current
  const isBusy = desk.busyIds.has(row.id)
  if (!isRejecting) return <QueueActions isBusy={isBusy} onConfirm={keys.confirm} onReject={keys.reject} />
  return (
    <RejectForm key={row.id} {...{ row, day, isBusy, onBack: back }} onCommand={(command) => desk.run(row, command)} />
  )
}

interface ActionsProps {
  readonly isBusy: boolean
  readonly onConfirm: () => void
  readonly onReject: () => void
}

const QueueActions = ({ isBusy, onConfirm, onReject }: ActionsProps) => (
  <div className="panel-actions">
    <Button type="primary" loading={isBusy} onClick={onConfirm}>
      {words.confirm}
      <kbd aria-hidden="true">c</kbd>
    </Button>
    <Button danger disabled={isBusy} onClick={onReject}>
      {words.reject}
      <kbd aria-hidden="true">x</kbd>
    </Button>
  </div>
)

interface ItemProps {
  readonly waiting: Waiting
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly beside: ReactNode
}

function QueueItem({ waiting, isSelected, onSelect, beside }: ItemProps) {
  const { today } = useStore()
  const { row, dueAt, waitedMinutes } = waiting
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li ref={item} className={isSelected ? 'queue-item is-selected' : 'queue-item'} data-waiting={row.id}>
      <button type="button" className="queue-head" aria-current={isSelected} onClick={onSelect}>
        <span className="queue-when">
          <b>{sayDayTime(row.day, today, saySpanOf(row))}</b>
          <CountdownMark dueAt={dueAt} />
        </span>
        <span className="queue-what">
          {row.maskedPlate ?? boardWords.unplated} · {row.maskedName ?? boardWords.unknown} · {row.serviceName}
        </span>
        <span className="queue-what">
          <RowMarks row={row} />
          <small className="muted">{words.waited(sayMinutes(waitedMinutes))}</small>
        </span>
      </button>
      {isSelected && (
        <div className="queue-facts">
          <Reveal key={row.id} bookingId={row.id} masked={<Facts facts={waitingFacts(row, today)} />} />
          {beside}
        </div>
      )}
    </li>
  )
}
