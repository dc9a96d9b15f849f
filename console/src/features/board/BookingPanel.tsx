import type { ReactNode } from 'react'
import { useStore } from '../../lib/staff'
import { useNow } from '../../lib/use-now'
import { FaultNote } from '../../ui/FaultNote'
import { Facts } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { StateTag } from '../../ui/StateTag'
import type { BoardRow } from './board-row'
import { personFacts, workFacts } from './booking-facts'
import { clockOf } from './clock'
import { CommandForm } from './CommandForms'
import type { Asking } from './form-props'
import type { Command } from './commands'
import { PanelActions } from './PanelActions'
import { useDueAt } from './queue/use-queue'
import { Reveal } from './Reveal'
import { RowClockMark } from './RowClockMark'
import { RowMarks } from './RowMarks'
import { sayVisit } from './span'
import { WorkorderLink } from './WorkorderLink'
import { words } from './words'

const CLOCK_MS = 15_000

interface Props {
  readonly row: BoardRow
  /** The day on the board. */
  readonly day: string
  readonly asking: Asking | null
  readonly isBusy: boolean
  readonly fault: unknown
  readonly onCommand: (command: Command) => void
  readonly onAsk: (asking: Asking | null) => void
  readonly onClose: () => void
  /** What the owner sent with the booking. */
  readonly beside: ReactNode
}

/** Everything about one booking, and what can be done with it. */
export function BookingPanel({ row, day, asking, isBusy, fault, onCommand, onAsk, onClose, beside }: Props) {
  const { today } = useStore()
  const footer = asking ? (
    <CommandForm key={asking} {...{ row, day, asking, isBusy, onCommand }} onBack={() => onAsk(null)} />
  ) : (
    <PanelActions row={row} isBusy={isBusy} onDo={(kind) => onCommand({ kind })} onAsk={onAsk} />
  )
  return (
    <SidePanel label={words.detail} title={<PanelTitle row={row} />} onClose={onClose} footer={footer}>
      <p className="panel-time">{sayVisit(row, today)}</p>
      <p className="panel-marks">
        <RowMarks row={row} />
      </p>
      <FaultNote error={fault} />
      <Reveal key={row.id} bookingId={row.id} masked={<Facts facts={personFacts(row)} />} />
      <hr />
      <Facts facts={workFacts(row, today, <WorkorderLink row={row} />)} />
      {beside}
    </SidePanel>
  )
}

function PanelTitle({ row }: { readonly row: BoardRow }) {
  const clock = clockOf(row, useNow(CLOCK_MS), useDueAt(row.id))
  return (
    <>
      <span className="booking-number">{row.number}</span>
      <StateTag state={row.state} />
      {clock && <RowClockMark clock={clock} />}
    </>
  )
}
