import { useMemo } from 'react'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'
import { readCoupon, type CouponDetail } from './coupon.api'
import { keepDetail, keptCoupon } from './kept-coupon'

/** It may be redeemed while it is held up to somebody's camera. */
const POLL_MS = 10_000

/** One coupon. Without a network it is what was read last, and said to be so. */
export function useCoupon(couponId: string) {
  const ownerId = useProfile()?.id
  const remote = useRemote(async () => {
    if (!ownerId) return undefined
    const detail = await readCoupon(couponId)
    keepDetail(ownerId, detail)
    return detail
  }, [couponId, ownerId])
  useLive(ownerId ? { kind: 'mine' } : null, remote.reload)
  useReturn(remote.reload)
  usePolling(() => (ownerId ? remote.reload() : undefined), POLL_MS)

  const kept = useMemo(() => (ownerId ? keptCoupon(ownerId, couponId)?.detail : undefined), [ownerId, couponId])
  const isOffline = remote.error?.code === 'client.offline'
  const detail: CouponDetail | undefined = remote.data ?? (isOffline ? kept : undefined)
  return { detail, isStale: isOffline && detail !== undefined, error: remote.error, reload: remote.reload }
}
