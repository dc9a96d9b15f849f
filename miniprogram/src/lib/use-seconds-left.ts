import { useEffect, useState } from 'react'

const secondsUntil = (deadline: number) => Math.max(0, Math.ceil((deadline - Date.now()) / 1000))

/**
 * Whole seconds until `deadline` (ms since 1970), never negative. It counts towards a moment and not down from a number, so
 * that a page that slept in the background shows the truth when it wakes.
 */
export function useSecondsLeft(deadline: number): number {
  const [left, setLeft] = useState(() => secondsUntil(deadline))
  useEffect(() => {
    const tick = () => setLeft(secondsUntil(deadline))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [deadline])
  return left
}
