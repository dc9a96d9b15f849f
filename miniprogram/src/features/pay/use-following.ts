import { useEffect, useRef, useState } from 'react'
import { checkPayment } from './pay.api'
import { pause, WAITS_MS } from './waits'

/** Where a payment that was begun stands on this phone. What the server has of it is in the bill. */
export type Phase =
  | { readonly kind: 'idle' }
  /** Somebody else's WeChat has to scan it. */
  | { readonly kind: 'code'; readonly orderId: string; readonly codeUrl: string }
  | { readonly kind: 'confirming'; readonly orderId: string }
  /** Asked for long enough; it may still come. */
  | { readonly kind: 'unsure'; readonly orderId: string }

/** Asks what became of a payment until it is known, with growing waits. A dead network is no answer. */
async function follow(orderId: string, isWanted: () => boolean): Promise<'open' | 'paid' | 'closed'> {
  for (const wait of WAITS_MS) {
    await pause(wait)
    if (!isWanted()) return 'open'
    const state = await checkPayment(orderId, false).catch(() => 'open' as const)
    if (state !== 'open') return state
  }
  return 'open'
}

/** Finds out what became of a payment. Only the last one asked about counts, and none once the page is gone. */
export function useFollowing(onPaid: () => void, onClosed: () => Promise<void>) {
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' })
  const turn = useRef(0)
  useEffect(() => {
    const turns = turn
    return () => {
      turns.current++
    }
  }, [])

  /** Takes the place of whatever was being found out. */
  const show = (next: Phase) => {
    turn.current++
    setPhase(next)
  }
  const confirm = async (orderId: string) => {
    show({ kind: 'confirming', orderId })
    const mine = turn.current
    const isWanted = () => mine === turn.current
    const state = await follow(orderId, isWanted)
    if (!isWanted()) return
    if (state === 'paid') return onPaid()
    setPhase(state === 'closed' ? { kind: 'idle' } : { kind: 'unsure', orderId })
    if (state === 'closed') await onClosed()
  }
  return { phase, show, confirm }
}
