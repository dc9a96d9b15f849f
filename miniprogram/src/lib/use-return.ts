import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'

/** Calls `onReturn` whenever the page is shown again, but not the first time: that is what loading is for. */
export function useReturn(onReturn: () => void): void {
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) onReturn()
    wasShown.current = true
  })
}
