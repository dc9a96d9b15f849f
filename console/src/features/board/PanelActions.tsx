import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { useNow } from '../../lib/use-now'
import type { BoardRow } from './board-row'
import type { Asking } from './form-props'
import { refusalOf, type CommandKind } from './commands'
import { words } from './words'

const CLOCK_MS = 15_000

const shown: readonly { kind: CommandKind; keys?: string; asks?: Asking }[] = [
  { kind: 'confirm', keys: 'c' },
  { kind: 'arrive', keys: 'a' },
  { kind: 'noShow', asks: 'noShow' },
  { kind: 'reject', keys: 'x', asks: 'reject' },
  { kind: 'cancel', asks: 'cancel' },
  { kind: 'replan', keys: 't', asks: 'replan' },
  { kind: 'waive', asks: 'waive' },
]

interface Props {
  readonly row: BoardRow
  readonly isBusy: boolean
  readonly onDo: (kind: 'confirm' | 'arrive') => void
  readonly onAsk: (asking: Asking) => void
}

/** What can be done with a booking now; the likeliest first. */
export function PanelActions({ row, isBusy, onDo, onAsk }: Props) {
  const store = useStore()
  const now = useNow(CLOCK_MS)
  const possible = shown.filter(({ kind }) => refusalOf(kind, row, store, now) === undefined)
  if (possible.length === 0) return null
  const start = (kind: CommandKind, asks: Asking | undefined) => {
    if (asks) onAsk(asks)
    else if (kind === 'confirm' || kind === 'arrive') onDo(kind)
  }
  return (
    <div className="panel-actions">
      {possible.map(({ kind, keys, asks }, i) => (
        <Button
          key={kind}
          type={i === 0 && !asks ? 'primary' : 'default'}
          danger={kind === 'reject' || kind === 'cancel'}
          loading={isBusy && !asks && i === 0}
          disabled={isBusy}
          onClick={() => start(kind, asks)}
        >
          {words.actions[kind]}
          {keys && <kbd aria-hidden="true">{keys}</kbd>}
        </Button>
      ))}
    </div>
  )
}
