import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { useAction } from '../../lib/use-action'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'
import { readBill, type Bill, type Wanted } from './pay.api'

const isUnfit = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'settlement.coupon_unfit'

/**
 * Tries one choice of coupons after the other.
 * @throws {ApiError} as the last one was refused.
 */
async function firstFit(
  workorderId: string,
  [next = null, ...others]: readonly Wanted[],
): Promise<{ readonly next: Wanted; readonly bill: Bill }> {
  try {
    return { next, bill: await readBill(workorderId, next) }
  } catch (error) {
    if (others.length === 0 || !isUnfit(error)) throw error
    return firstFit(workorderId, others)
  }
}

/** The bill of a visit, once it is named, kept true while it is looked at, with the coupons that the owner tries on it. */
export function useBill(workorderId: string | undefined) {
  const owner = useProfile()?.id
  const wanted = useRef<Wanted>(null)
  const [tried, setTried] = useState<{ readonly on: Bill | undefined; readonly bill: Bill }>()

  /** A coupon that was chosen may have ended meanwhile: then the best ones are as good as it gets. */
  const load = async (): Promise<Bill | undefined> => {
    if (!owner || !workorderId) return undefined
    try {
      return await readBill(workorderId, wanted.current)
    } catch (error) {
      if (!isUnfit(error) || wanted.current === null) throw error
      wanted.current = null
      return readBill(workorderId)
    }
  }
  const remote = useRemote(load, [workorderId, owner])
  const reload = useOneAtATime(remote.reload)
  useLive(owner ? { kind: 'mine' } : null, reload)
  useReturn(reload)

  const latest = useRef(remote.data)
  useEffect(() => {
    latest.current = remote.data
  })
  /** The first of these choices that fits. */
  const choose = useAction(async (...choices: Wanted[]) => {
    const { next, bill } = await firstFit(workorderId ?? '', choices)
    wanted.current = next
    setTried({ on: latest.current, bill })
  })
  const bill = tried && tried.on === remote.data ? tried.bill : remote.data
  return { bill, error: remote.error, reload, choose, wanted: () => wanted.current }
}

export type BillFlow = ReturnType<typeof useBill>
