import { useEffect, useRef, useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { onNetworkBack } from '../../lib/platform/network'
import { useProfile } from '../../lib/session'
import { useReturn } from '../../lib/use-return'
import { useSecondsLeft } from '../../lib/use-seconds-left'
import { freshCode } from './coupon.api'
import { codeFrom, keepCode, keptCoupon, type KeptCode } from './kept-coupon'

/** A new code is asked for while the old one is still good, so that the counter never waits. */
const EARLY_SECONDS = 10
/** Without a network it is tried again so often. */
const RETRY_MS = 5000

/**
 * The QR code of a coupon. It renews itself while there is a network; without one the last code stays until its minute is over,
 * also through a restart of the app.
 */
export function useRedeemCode(couponId: string, onRefused: () => void) {
  const ownerId = useProfile()?.id ?? ''
  const [code, setCode] = useState<KeptCode | null>(() => keptCoupon(ownerId, couponId)?.code ?? null)
  const [problem, setProblem] = useState<ApiProblem>()
  const isAsking = useRef(false)
  const refused = useRef(onRefused)
  useEffect(() => {
    refused.current = onRefused
  })
  const left = useSecondsLeft(code?.until ?? 0)

  const renew = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const askedAt = Date.now()
    try {
      const { payload } = await freshCode(couponId)
      const next = codeFrom(payload, askedAt)
      setCode(next)
      keepCode(ownerId, couponId, next)
      setProblem(undefined)
    } catch (error) {
      const failed = problemOf(error)
      setProblem(failed)
      if (failed.code === 'coupon.not_usable' || failed.code === 'coupon.not_found') refused.current()
    } finally {
      isAsking.current = false
    }
  }
  const latest = useRef(renew)
  useEffect(() => {
    latest.current = renew
  })

  const isDue = left <= EARLY_SECONDS
  useEffect(() => {
    if (!isDue) return
    void latest.current()
    const timer = setInterval(() => void latest.current(), RETRY_MS)
    return () => clearInterval(timer)
  }, [isDue])
  useEffect(() => onNetworkBack(() => void latest.current()), [])
  useReturn(() => (isDue ? renew() : undefined))

  return { code, left, problem, isOffline: problem?.code === 'client.offline', renew }
}

export type RedeemCodeFlow = ReturnType<typeof useRedeemCode>
