import { useState } from 'react'
import { useShortcuts } from '../../../lib/shortcuts'
import { may, useStore } from '../../../lib/staff'
import { useToast } from '../../../ui/use-toast'
import type { BoardRow } from '../board-row'
import type { Desk } from '../use-desk'
import type { Queue, Waiting } from './queue-data'
import { words } from './words'

/** Who is selected: stays with the booking, and goes on to the next one in its place when it has been answered. */
function useSelection(queue: Queue) {
  const [kept, setKept] = useState({ id: '', at: 0 })
  const found = queue.findIndex(({ row }) => row.id === kept.id)
  const at = found === -1 ? Math.min(kept.at, Math.max(0, queue.length - 1)) : found
  const current: Waiting | undefined = queue[at]
  if (current && (kept.id !== current.row.id || kept.at !== at)) setKept({ id: current.row.id, at })
  const selectAt = (to: number) => {
    const next = queue[Math.min(Math.max(0, to), queue.length - 1)]
    if (next) setKept({ id: next.row.id, at: queue.indexOf(next) })
  }
  return { current, at, selectAt }
}

/** The queue by keyboard: j and k choose, c confirms, x asks why not, Escape leaves. */
export function useQueueKeys(queue: Queue, desk: Desk, isEnabled: boolean, onClose: () => void) {
  const store = useStore()
  const toast = useToast()
  const { current, at, selectAt } = useSelection(queue)
  const [rejectingId, setRejecting] = useState<string | null>(null)
  const isRejecting = current !== undefined && rejectingId === current.row.id
  const onCurrent = (act: (row: BoardRow) => void) => () => {
    if (!current) return toast.note(words.nothing)
    if (!may(store, 'booking.confirm')) return toast.note(words.noRight)
    act(current.row)
  }
  const confirm = onCurrent((row) => desk.run(row, { kind: 'confirm' }))
  const reject = onCurrent((row) => setRejecting(row.id))
  const back = () => setRejecting(null)
  useShortcuts(
    {
      j: () => selectAt(at + 1),
      k: () => selectAt(at - 1),
      c: confirm,
      x: reject,
      Escape: () => (isRejecting ? back() : onClose()),
    },
    isEnabled,
  )
  return { current, selectAt, isRejecting, confirm, reject, back }
}

export type QueueKeys = ReturnType<typeof useQueueKeys>
