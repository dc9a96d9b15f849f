import { useRef } from 'react'
import { useToast } from './use-toast'

const OFFER_SECONDS = 10
const SECOND_MS = 1000

interface Kept {
  readonly take: () => void
  readonly close: () => void
  readonly until: number
}

interface Way {
  /** What was done. */
  readonly text: string
  readonly label: string
  /** Once it has been taken back. */
  readonly undone: string
  readonly act: () => Promise<unknown>
}

/** What was done last, and the way back for ten seconds: by the button beside the words, or by `undo`. */
export function useUndo(nothing: string) {
  const toast = useToast()
  const last = useRef<Kept | null>(null)
  const offer = ({ text, label, undone, act }: Way) => {
    last.current?.close()
    const take = () => {
      last.current = null
      act().then(() => toast.done(undone), toast.fault)
    }
    const close = toast.offer(text, label, take, OFFER_SECONDS)
    last.current = { take, close, until: Date.now() + OFFER_SECONDS * SECOND_MS }
  }
  const undo = () => {
    const kept = last.current
    if (!kept || Date.now() > kept.until) return toast.note(nothing)
    kept.close()
    kept.take()
  }
  return { offer, undo }
}
