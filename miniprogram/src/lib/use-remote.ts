import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf, type ApiProblem } from './api-error'

export interface Remote<T> {
  /** The last answer; it stays while a newer one is fetched or fails. */
  readonly data: T | undefined
  /** Why the last attempt failed, until the next one succeeds. */
  readonly error: ApiProblem | undefined
  readonly loading: boolean
  /** Fetches again. Never rejects. */
  readonly reload: () => Promise<void>
}

interface State<T> {
  readonly data?: T
  readonly error?: ApiProblem
  readonly loading: boolean
}

/**
 * Loads something now and whenever `deps` change. New `deps` drop the old data at once; `reload` keeps it. Answers that arrive
 * after a newer request was sent are ignored.
 */
export function useRemote<T>(load: () => Promise<T>, deps: readonly unknown[]): Remote<T> {
  const [state, setState] = useState<State<T>>({ loading: true })
  const turn = useRef(0)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what `load` depends on, as in useEffect
  const latest = useCallback(load, deps)

  const run = useCallback(async () => {
    const mine = ++turn.current
    setState((before) => ({ ...before, loading: true }))
    try {
      const data = await latest()
      if (mine === turn.current) setState({ data, loading: false })
    } catch (error) {
      if (mine === turn.current) setState((before) => ({ data: before.data, error: problemOf(error), loading: false }))
    }
  }, [latest])

  useEffect(() => {
    setState({ loading: true })
    void run()
    const turns = turn
    return () => {
      turns.current++
    }
  }, [run])

  return { data: state.data, error: state.error, loading: state.loading, reload: run }
}
