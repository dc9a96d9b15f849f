import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Handler } from './handler'

/** Calls `poll` every `everyMs` while the page is visible. */
export function usePolling(poll: Handler, everyMs: number): void {
  const [isVisible, setVisible] = useState(true)
  const latest = useRef(poll)
  useDidShow(() => setVisible(true))
  useDidHide(() => setVisible(false))
  useEffect(() => {
    latest.current = poll
  })
  useEffect(() => {
    if (!isVisible) return
    const timer = setInterval(() => void latest.current(), everyMs)
    return () => clearInterval(timer)
  }, [isVisible, everyMs])
}
