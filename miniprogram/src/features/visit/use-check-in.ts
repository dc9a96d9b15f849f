import type { booking } from '@pitlane/contract'
import { useEffect, useRef, useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { scan } from '../../lib/platform/scan'
import { useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { checkIn } from './visit.api'
import { codeOf } from './check-in-code'
import { text } from './visit.text'

export type CheckIn =
  | { readonly kind: 'asking' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'choice'; readonly choices: readonly booking.BookingView[] }
  | { readonly kind: 'done'; readonly booking: booking.BookingView }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }

/** Checks in with the code that the page was opened with, once somebody is logged in, or with one that is scanned here. */
export function useCheckIn(opened: string | undefined) {
  const owner = useProfile()?.id
  const [code, setCode] = useState(opened)
  const [state, setState] = useState<CheckIn>({ kind: 'asking' })
  const isBusy = useRef(false)

  const send = async (from: string, bookingId?: string) => {
    if (isBusy.current) return
    isBusy.current = true
    setState({ kind: 'busy' })
    try {
      const { booking: arrived, choices } = await checkIn(from, bookingId)
      setState(arrived ? { kind: 'done', booking: arrived } : { kind: 'choice', choices })
    } catch (error) {
      setState({ kind: 'failed', problem: problemOf(error) })
    } finally {
      isBusy.current = false
    }
  }
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    if (owner && opened) void latest.current(opened)
  }, [owner, opened])

  const rescan = async () => {
    const said = await scan()
    if (said === undefined) return
    const found = codeOf(said)
    if (!found) return toast(text.checkIn.noCode)
    setCode(found)
    await send(found)
  }
  return {
    state,
    rescan,
    /** With the same code once more, e.g. for the one of several cars. */
    again: (bookingId?: string) => (code ? send(code, bookingId) : rescan()),
  }
}
