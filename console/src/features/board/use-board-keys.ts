import { useShortcuts } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import type { BoardRow } from './board-row'
import type { Asking } from './form-props'
import { refusalOf, type CommandKind } from './commands'
import type { BoardView } from './use-board-view'
import type { Desk } from './use-desk'
import type { Place } from './use-place'
import type { Tools } from './use-tools'
import { words } from './words'

interface Hands {
  readonly place: Place
  readonly view: BoardView
  readonly desk: Desk
  readonly tools: Tools
}

/** The board by keyboard. A key that cannot work says why instead of doing nothing. */
export function useBoardKeys({ place, view, desk, tools }: Hands, isEnabled: boolean): void {
  const store = useStore()
  const toast = useToast()
  const onCurrent = (kind: CommandKind, act: (row: BoardRow) => void) => () => {
    if (!view.current) return toast.note(words.nothingSelected)
    const refusal = refusalOf(kind, view.current, store, Date.now())
    if (refusal) return toast.note(refusal)
    act(view.current)
  }
  const leave = () => {
    if (desk.asking && place.openId) desk.ask(place.openId, null)
    else if (place.openId) place.open(null)
    else tools.close()
  }
  const askFor = (asking: Asking) => (row: BoardRow) => {
    place.open(row.id)
    desk.ask(row.id, asking)
  }
  useShortcuts(
    {
      j: () => view.moveBy(1),
      k: () => view.moveBy(-1),
      Enter: () => view.current && place.open(view.current.id),
      c: onCurrent('confirm', (row) => desk.run(row, { kind: 'confirm' })),
      a: onCurrent('arrive', (row) => desk.run(row, { kind: 'arrive' })),
      x: onCurrent('reject', askFor('reject')),
      t: onCurrent('replan', askFor('replan')),
      Escape: leave,
    },
    isEnabled,
  )
}
