import { CheckInPanel } from './intake/CheckInPanel'
import { IntakePanel } from './intake/IntakePanel'
import type { Day } from './plan/layout'
import { BookingPanel } from './BookingPanel'
import type { BoardRow } from './board-row'
import type { Desk } from './use-desk'
import type { Place } from './use-place'
import type { Tools } from './use-tools'

interface Props {
  readonly day: string
  readonly data: Day | undefined
  readonly openRow: BoardRow | undefined
  readonly place: Place
  readonly desk: Desk
  readonly tools: Tools
}

/** Beside the rows: the open booking, or the tool that is in use. */
export function BoardSide({ day, data, openRow, place, desk, tools }: Props) {
  const show = (id: string) => {
    tools.close()
    place.open(id)
  }
  if (openRow)
    return (
      <BookingPanel
        row={openRow}
        asking={desk.asking}
        isBusy={desk.busyIds.has(openRow.id)}
        fault={desk.faultOf(openRow.id)}
        onCommand={(command) => desk.run(openRow, command)}
        onAsk={(asking) => desk.ask(openRow.id, asking)}
        onClose={() => place.open(null)}
      />
    )
  const rows = data?.rows ?? []
  if (tools.tool === 'checkIn') return <CheckInPanel rows={rows} desk={desk} onOpen={show} onClose={tools.close} />
  if (tools.tool === null) return null
  return (
    <IntakePanel
      key={tools.tool}
      channel={tools.tool === 'walkIn' ? 'walk_in' : 'phone'}
      day={day}
      rows={rows}
      onOpen={show}
      onClose={tools.close}
    />
  )
}
