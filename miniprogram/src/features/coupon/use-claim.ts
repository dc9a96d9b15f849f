import { useRef, useState } from 'react'
import { requireLogin } from '../../lib/session'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { takeOffer, useOffer, type Offer } from './coupon.api'

/** Taking what a link holds: after a log-in, once, however often it is tapped or sent. */
export function useClaim(token: string) {
  const offer = useOffer(token)
  const requestId = useRef(uuid())
  const [taken, setTaken] = useState<{ readonly couponId: string | undefined }>()
  const take = useAction(async (kind: Offer['kind']) => {
    await requireLogin()
    setTaken({ couponId: await takeOffer(kind, token, requestId.current) })
  })
  return { offer, take, taken }
}
