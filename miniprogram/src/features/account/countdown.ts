import { useEffect, useState } from 'react'

const SECOND = 1000

/** Whole seconds until `deadline` (ms since 1970), never negative. */
export const secondsUntil = (deadline: number, now = Date.now()): number =>
  Math.max(0, Math.ceil((deadline - now) / SECOND))

/**
 * Seconds left and how to start again. It counts towards a moment and not down from a number, so that a page that slept in the
 * background shows the truth when it wakes.
 */
export function useCountdown(): [number, (seconds: number) => void] {
  const [deadline, setDeadline] = useState(0)
  const [left, setLeft] = useState(0)

  useEffect(() => {
    if (secondsUntil(deadline) === 0) return
    const timer = setInterval(() => {
      const seconds = secondsUntil(deadline)
      setLeft(seconds)
      if (seconds === 0) clearInterval(timer)
    }, SECOND)
    return () => clearInterval(timer)
  }, [deadline])

  const start = (seconds: number) => {
    setDeadline(Date.now() + seconds * SECOND)
    setLeft(seconds)
  }
  return [left, start]
}
