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
  const choose = useAction(async (next: Wanted) => {
    const bill = await readBill(workorderId ?? '', next)
    wanted.current = next
    setTried({ on: latest.current, bill })
  })
  const bill = tried && tried.on === remote.data ? tried.bill : remote.data
  return { bill, error: remote.error, reload, choose, wanted: () => wanted.current }
}

export type BillFlow = ReturnType<typeof useBill>
