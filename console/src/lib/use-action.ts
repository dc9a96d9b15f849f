import { useRef, useState } from 'react'

export interface Action<A extends readonly unknown[]> {
  /** Starts the work; does nothing while it is already underway, so that a double click counts once. */
  readonly run: (...args: A) => void
  readonly isBusy: boolean
  /** What the last attempt failed with, or null. */
  readonly error: unknown
}

/** One thing a person can set off: `work`, then `onDone` with its result. Its result is kept nowhere. */
export function useAction<A extends readonly unknown[], T>(
  work: (...args: A) => Promise<T>,
  onDone?: (result: T) => void,
): Action<A> {
  const isUnderway = useRef(false)
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null })
  const attempt = async (...args: A) => {
    try {
      const result = await work(...args)
      setState({ isBusy: false, error: null })
      onDone?.(result)
    } catch (error) {
      setState({ isBusy: false, error })
    } finally {
      isUnderway.current = false
    }
  }
  const run = (...args: A) => {
    if (isUnderway.current) return
    isUnderway.current = true
    setState({ isBusy: true, error: null })
    void attempt(...args)
  }
  return { run, ...state }
}
