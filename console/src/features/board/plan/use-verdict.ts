import { useEffect, useState } from 'react'
import { titleOf } from '../../../lib/api-error'
import type { Block, PlanKind } from './layout'
import { askToMove, isSamePlace, visitStart, wishesFor, type Seats, type Target } from './placing'

/** A hand that rests this long over a place wants to know about it. */
const REST_MS = 140

/** What the server thinks of a place. */
export type Verdict =
  | { readonly kind: 'checking' | 'same' }
  /** `change` tells what is chosen anew: everything, only the people, or nothing. */
  | { readonly kind: 'possible'; readonly seats: Seats; readonly change: 'possible' | 'reseated' | 'repeopled' }
  | { readonly kind: 'refused'; readonly why: string }

const changeOf = (seats: Seats) => (seats.length === 0 ? 'reseated' : 'repeopled')

async function judge(block: Block, target: Target, kind: PlanKind, signal: AbortSignal): Promise<Verdict> {
  const order = { row: block.row, version: block.row.version, minute: visitStart(block, target), dryRun: true }
  let first: string | undefined
  for (const seats of wishesFor(block, target, kind)) {
    const answer = await askToMove({ ...order, seats }, signal)
    if (answer.isPossible)
      return { kind: 'possible', seats, change: first === undefined ? 'possible' : changeOf(seats) }
    first ??= answer.why
  }
  return { kind: 'refused', why: first ?? '' }
}

interface Asked {
  readonly key: string
  readonly verdict: Verdict
}

/** Whether `block` can go to `target`, asked as soon as the hand rests. Null while nothing is being moved. */
export function useVerdict(block: Block | null, target: Target | null, kind: PlanKind): Verdict | null {
  const [asked, setAsked] = useState<Asked | null>(null)
  const key = block && target ? `${block.key} ${block.row.version} ${target.rowId} ${target.minute}` : ''
  const isSame = block !== null && target !== null && isSamePlace(block, target)
  useEffect(() => {
    if (!block || !target || isSame) return
    const gone = new AbortController()
    const timer = setTimeout(() => {
      const put = (verdict: Verdict) => !gone.signal.aborted && setAsked({ key, verdict })
      judge(block, target, kind, gone.signal).then(put, (e: unknown) => put({ kind: 'refused', why: titleOf(e) }))
    }, REST_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [block, target, key, kind, isSame])
  if (!block || !target) return null
  if (isSame) return { kind: 'same' }
  return asked?.key === key ? asked.verdict : { kind: 'checking' }
}
