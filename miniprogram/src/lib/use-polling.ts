import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Calls `poll` every `everyMs` while the page is visible. */
export function usePolling(poll: () => void, everyMs: number): void {
  const [isVisible, setVisible] = useState(true)
  const latest = useRef(poll)
  useDidShow(() => setVisible(true))
  useDidHide(() => setVisible(false))
  useEffect(() => {
    latest.current = poll
  })
  useEffect(() => {
    if (!isVisible) return
    const timer = setInterval(() => latest.current(), everyMs)
    return () => clearInterval(timer)
  }, [isVisible, everyMs])
}
