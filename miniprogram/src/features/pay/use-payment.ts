import { useEffect, useRef } from 'react'
import { ApiError } from '../../lib/api'
import { openPayment, payVia } from '../../lib/platform/pay'
import { routes } from '../../lib/routes'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { beginPayment, checkPayment, type PayWay } from './pay.api'
import { text } from './pay.text'
import type { BillFlow } from './use-bill'
import { useFollowing } from './use-following'
import { useRequestId } from './use-request-id'

interface Options {
  readonly workorderId: string
  readonly flow: BillFlow
  /** The payment that was just left, as the address says. */
  readonly leftOrderId: string | undefined
  readonly onPaid: () => void
}

/** The answer that never came may have been a yes: the same id is kept for the next attempt. */
const wasAnswered = (error: unknown) => error instanceof ApiError && error.problem.code !== 'client.offline'

/** Begins to pay exactly what is shown, or goes on with what has begun. */
function useBeginning({ workorderId, flow }: Options) {
  const ids = useRequestId()
  return async (dueFen: number) => {
    const couponIds = flow.wanted()
    const order = { dueFen, couponIds: couponIds && [...couponIds], via: payVia() }
    try {
      const answer = await beginPayment(workorderId, { ...order, requestId: ids.idFor(order) })
      ids.answered()
      return answer
    } catch (error) {
      if (wasAnswered(error)) ids.answered()
      throw error
    }
  }
}

/** Paying one bill: begins, hands over to WeChat, and asks until it is known. Taps that come meanwhile do nothing. */
export function usePayment(options: Options) {
  const { workorderId, flow, leftOrderId, onPaid } = options
  const begin = useBeginning(options)
  const closed = async () => {
    toast(text.pay.closed)
    await flow.reload()
  }
  const { phase, show, confirm } = useFollowing(onPaid, closed)

  /** WeChat is told that nobody will pay it; it may know better. */
  const close = async (orderId: string) => {
    const state = await checkPayment(orderId, true)
    if (state === 'paid') return onPaid()
    show(state === 'closed' ? { kind: 'idle' } : { kind: 'unsure', orderId })
    if (state === 'closed') await closed()
  }
  /** Nothing that takes long is waited for: meanwhile the owner may go on or give up. */
  const handOver = async (way: PayWay) => {
    const { orderId, codeUrl } = way
    const went = await openPayment(way, routes.bill(workorderId, orderId))
    if (went === 'left') return flow.reload()
    if (went === 'cancelled') return close(orderId)
    if (went === 'code' && codeUrl) return show({ kind: 'code', orderId, codeUrl })
    void confirm(orderId)
  }
  const start = async (dueFen: number) => {
    show({ kind: 'idle' })
    const { isSettled, way } = await begin(dueFen)
    return isSettled || !way ? onPaid() : handOver(way)
  }
  /** The open payment of this amount, without going to it. */
  const giveUp = async (amountFen: number) => {
    const orderId = 'orderId' in phase ? phase.orderId : (await begin(amountFen)).way?.orderId
    return orderId ? close(orderId) : onPaid()
  }
  const act = useAction(async (deed: 'start' | 'giveUp', fen: number) => {
    try {
      await (deed === 'start' ? start(fen) : giveUp(fen))
    } catch (error) {
      await flow.reload()
      throw error
    }
  })

  useHeard(flow.bill?.state === 'paid' && phase.kind !== 'idle', () => {
    show({ kind: 'idle' })
    onPaid()
  })
  useHeard(leftOrderId !== undefined, () => void confirm(leftOrderId ?? ''))
  return {
    ...{ phase, busy: act.busy, problem: act.problem },
    start: (dueFen: number) => act.run('start', dueFen),
    giveUp: (amountFen: number) => act.run('giveUp', amountFen),
    again: () => ('orderId' in phase ? confirm(phase.orderId) : undefined),
  }
}

export type PaymentFlow = ReturnType<typeof usePayment>

/** Calls `then` whenever something becomes true. */
function useHeard(isTrue: boolean, then: () => void): void {
  const latest = useRef(then)
  useEffect(() => {
    latest.current = then
  })
  useEffect(() => {
    if (isTrue) latest.current()
  }, [isTrue])
}
