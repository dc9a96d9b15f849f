import type { ReactNode } from 'react'
import { CheckInPanel } from './intake/CheckInPanel'
import { IntakePanel } from './intake/IntakePanel'
import type { Day } from './plan/layout'
import { QueuePanel } from './queue/QueuePanel'
import type { QueueQuery } from './queue/use-queue'
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
  readonly queue: QueueQuery
  /** Whether keys reach the panel. */
  readonly isEnabled: boolean
  readonly besideOf: (row: BoardRow) => ReactNode
}

/** Beside the rows: the open booking, or the tool that is in use. */
export function BoardSide({ day, data, openRow, place, desk, tools, queue, isEnabled, besideOf }: Props) {
  const show = (id: string) => {
    tools.close()
    place.open(id)
  }
  if (openRow)
    return (
      <BookingPanel
        row={openRow}
        day={day}
        asking={desk.asking}
        isBusy={desk.busyIds.has(openRow.id)}
        fault={desk.faultOf(openRow.id)}
        onCommand={(command) => desk.run(openRow, command)}
        onAsk={(asking) => desk.ask(openRow.id, asking)}
        onClose={() => place.open(null)}
        beside={besideOf(openRow)}
      />
    )
  const rows = data?.rows ?? []
  if (tools.tool === 'checkIn')
    return (
      <CheckInPanel {...{ rows, desk }} onOpen={show} onPoster={() => tools.open('poster')} onClose={tools.close} />
    )
  if (tools.tool === 'queue')
    return <QueuePanel {...{ day, desk, isEnabled, besideOf }} query={queue} onClose={tools.close} />
  if (tools.tool === null || tools.tool === 'poster') return null
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
