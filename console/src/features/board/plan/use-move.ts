import { booking } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { useRef, useState } from 'react'
import { isApiError } from '../../../lib/api-error'
import { may, useStore } from '../../../lib/staff'
import { useToast } from '../../../ui/use-toast'
import type { BoardRow } from '../board-row'
import { useDay } from '../use-day'
import { words as boardWords } from '../words'
import type { Block, PlanKind } from './layout'
import { askToMove, isSamePlace, seatsOf, visitStart, wishesFor, type Seats, type Target } from './placing'
import { useVerdict, type Verdict } from './use-verdict'
import { words } from './words'

/** A block in the hand, or under the arrow keys. */
export interface Draft {
  readonly block: Block
  readonly target: Target
  readonly by: 'pointer' | 'keys'
}

interface Before {
  readonly row: BoardRow
  readonly version: number
  readonly closeOffer: () => void
}

const nameOf = (row: BoardRow) => row.maskedPlate ?? row.number
const isMovable = (row: BoardRow) => row.state === 'placed' || row.state === 'confirmed'

/** Which seats to ask for when the hand lets go: what was found possible, or everything that may be. */
const seatsToTry = (verdict: Verdict | null, { block, target }: Draft, kind: PlanKind): Seats[] =>
  verdict?.kind === 'possible' ? [verdict.seats] : wishesFor(block, target, kind)

/** The same object for the same place, so that a trembling hand asks nothing anew. */
const aimed = (held: Draft, target: Target): Draft =>
  held.target.rowId === target.rowId && held.target.minute === target.minute ? held : { ...held, target }

async function moveFirst(row: BoardRow, minute: number, wishes: readonly Seats[]) {
  let why = ''
  for (const seats of wishes) {
    const answer = await askToMove({ row, version: row.version, minute, seats, dryRun: false })
    if (answer.isPossible) return answer
    why ||= answer.why
  }
  return { isPossible: false as const, standing: null, why }
}

/** Tells what came of a move, in words; a colleague's faster hand is shown instead of overwritten. */
function useTelling(day: string) {
  const toast = useToast()
  const rows = useDay(day)
  return {
    toast,
    rows,
    fail: async (row: BoardRow, error: unknown) => {
      if (!isApiError(error, 'booking.state_changed')) return toast.fault(error)
      const now = await rows.reread(row.id)
      toast.warn(now ? boardWords.stateChanged(booking.bookingStates[now.state].zh) : error.title)
    },
  }
}

/** Carrying moves out, one at a time, and taking the last one back. `onEnd` is told when the hand is free again. */
function useMoving(day: string, onEnd: () => void) {
  const { toast, rows, fail } = useTelling(day)
  const before = useRef<Before | null>(null)
  const isBusy = useRef(false)
  const once = async (row: BoardRow, work: () => Promise<void>) => {
    if (isBusy.current) return
    isBusy.current = true
    try {
      await work()
    } catch (error) {
      await fail(row, error)
    } finally {
      isBusy.current = false
      onEnd()
    }
  }
  const undo = () => {
    const kept = before.current
    if (!kept) return toast.note(words.nothingToUndo)
    before.current = null
    const { row, version } = kept
    kept.closeOffer()
    void once(row, async () => {
      const answer = await askToMove({ row, version, minute: row.minute, seats: seatsOf(row), dryRun: false })
      if (!answer.isPossible) return toast.warn(words.notUndone(answer.why))
      if (answer.standing) await rows.acceptAndReread(answer.standing)
      toast.done(words.undone(nameOf(row)))
    })
  }
  const carryOut = ({ block, target }: Draft, wishes: readonly Seats[], where: string) =>
    void once(block.row, async () => {
      const { row } = block
      const answer = await moveFirst(row, visitStart(block, target), wishes)
      if (!answer.isPossible) return toast.warn(words.notMoved(answer.why))
      if (!answer.standing) return
      await rows.acceptAndReread(answer.standing)
      const closeOffer = toast.offer(words.moved(nameOf(row), where), words.undo, undo)
      before.current = { row, version: answer.standing.version, closeOffer }
    })
  return { toast, isBusy, undo, carryOut }
}

/** Moving blocks of one day: by pointer or keys, with the reason why not, and back again. */
export function useMove(day: string, kind: PlanKind, nameOfRow: (rowId: string) => string) {
  const store = useStore()
  const [draft, setDraft] = useState<Draft | null>(null)
  const { toast, isBusy, undo, carryOut } = useMoving(day, () => setDraft(null))
  const verdict = useVerdict(draft?.block ?? null, draft?.target ?? null, kind)
  const refusalOf = ({ row, step }: Block) => {
    if (!may(store, 'booking.move')) return words.noRight
    if (step.day !== row.day) return words.otherDay
    return isMovable(row) ? undefined : words.notMovable
  }
  return {
    draft,
    verdict,
    undo,
    /** @returns whether it was taken up; if not, the person was told why */
    start: (block: Block, by: Draft['by']): boolean => {
      const refusal = refusalOf(block)
      if (refusal) toast.note(refusal)
      else if (!isBusy.current) setDraft({ block, by, target: { rowId: block.rowId, minute: block.step.minute } })
      return refusal === undefined && !isBusy.current
    },
    aim: (target: Target) => !isBusy.current && setDraft((held) => held && aimed(held, target)),
    cancel: () => !isBusy.current && setDraft(null),
    drop: () => {
      if (!draft || isBusy.current) return
      if (isSamePlace(draft.block, draft.target)) return setDraft(null)
      const { target } = draft
      if (verdict?.kind !== 'refused')
        return carryOut(
          draft,
          seatsToTry(verdict, draft, kind),
          `${formatMinute(target.minute)} ${nameOfRow(target.rowId)}`,
        )
      toast.warn(words.notMoved(verdict.why))
      setDraft(null)
    },
  }
}

export type Move = ReturnType<typeof useMove>
