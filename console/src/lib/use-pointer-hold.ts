import { useCallback, useEffect, useRef, useState } from 'react'

/** A pointer that has not moved for this long was left there: nobody is about to click. */
const LEFT_ALONE_MS = 20_000

/** Whether the pointer is at work among the rows; while it is, they must not move. */
export function usePointerHold() {
  const [isHeld, setHeld] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const release = useCallback(() => {
    clearTimeout(timer.current)
    setHeld(false)
  }, [])
  const hold = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(release, LEFT_ALONE_MS)
    setHeld(true)
  }, [release])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { isHeld, release, handlers: { onMouseMove: hold, onWheel: hold, onMouseLeave: release } }
}
