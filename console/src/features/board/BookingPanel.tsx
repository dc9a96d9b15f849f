import { sayDayTime, sayInstant, saySpan } from '../../lib/time'
import { useStore } from '../../lib/staff'
import { useNow } from '../../lib/use-now'
import { FaultNote } from '../../ui/FaultNote'
import { Facts, type Fact } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { StateTag } from '../../ui/StateTag'
import type { BoardRow } from './board-row'
import { clockOf } from './clock'
import { CommandForm, type Asking } from './CommandForms'
import type { Command } from './commands'
import { PanelActions } from './PanelActions'
import { Reveal } from './Reveal'
import { RowClockMark } from './RowClockMark'
import { words } from './words'

const CLOCK_MS = 15_000

interface Props {
  readonly row: BoardRow
  readonly asking: Asking | null
  readonly isBusy: boolean
  readonly fault: unknown
  readonly onCommand: (command: Command) => void
  readonly onAsk: (asking: Asking | null) => void
  readonly onClose: () => void
}

const workFacts = (row: BoardRow, today: string): Fact[] => [
  { label: words.facts.service, value: row.serviceName },
  { label: words.facts.vehicle, value: row.vehicleName },
  { label: words.facts.bay, value: row.bayName },
  { label: words.facts.technicians, value: row.technicianNames.join('、') },
  { label: words.facts.workorder, value: row.workorderNumber },
  { label: words.facts.remark, value: row.remark },
  { label: words.facts.placed, value: sayInstant(row.placedAt, today) },
  ...(row.closingNote === null ? [] : [{ label: words.facts.closing, value: row.closingNote }]),
]

const personFacts = (row: BoardRow): Fact[] => [
  { label: words.facts.plate, value: row.maskedPlate ?? words.unplated },
  { label: words.facts.name, value: row.maskedName },
  { label: words.facts.phone, value: row.maskedPhone },
]

/** Everything about one booking, and what can be done with it. */
export function BookingPanel({ row, asking, isBusy, fault, onCommand, onAsk, onClose }: Props) {
  const { today } = useStore()
  const footer = asking ? (
    <CommandForm key={asking} asking={asking} isBusy={isBusy} onCommand={onCommand} onBack={() => onAsk(null)} />
  ) : (
    <PanelActions row={row} isBusy={isBusy} onDo={(kind) => onCommand({ kind })} onAsk={onAsk} />
  )
  return (
    <SidePanel label={words.detail} title={<PanelTitle row={row} />} onClose={onClose} footer={footer}>
      <p className="panel-time">{sayDayTime(row.day, today, saySpan(row.minute, row.endMinute))}</p>
      <FaultNote error={fault} />
      <Reveal key={row.id} bookingId={row.id} masked={<Facts facts={personFacts(row)} />} />
      <hr />
      <Facts facts={workFacts(row, today)} />
    </SidePanel>
  )
}

function PanelTitle({ row }: { readonly row: BoardRow }) {
  const clock = clockOf(row, useNow(CLOCK_MS))
  return (
    <>
      <span className="booking-number">{row.number}</span>
      <StateTag state={row.state} />
      {clock && <RowClockMark clock={clock} />}
    </>
  )
}
