import { useRef, useState } from 'react'
import { problemOf, type ApiProblem } from './api-error'
import { LoginDismissed } from './session'

export interface Action<A extends unknown[]> {
  /** Starts it, unless it is under way. Never rejects. */
  readonly run: (...args: A) => Promise<void>
  readonly busy: boolean
  /** Why the last attempt failed, until the next one starts. */
  readonly problem: ApiProblem | undefined
  /** Takes the words of the last failure away, once the owner has begun to mend it. */
  readonly forgive: () => void
}

/**
 * Something a button does. A second tap while it is under way does nothing, a failure becomes words, and leaving the log-in
 * page is no failure.
 */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const underWay = useRef(false)

  const run = async (...args: A) => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await act(...args)
    } catch (error) {
      if (!(error instanceof LoginDismissed)) setProblem(problemOf(error))
    } finally {
      underWay.current = false
      setBusy(false)
    }
  }
  return { run, busy, problem, forgive: () => setProblem(undefined) }
}
