import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'
import type { Handler } from './handler'

/** Calls `onReturn` whenever the page is shown again, but not the first time: that is what loading is for. */
export function useReturn(onReturn: Handler): void {
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) void onReturn()
    wasShown.current = true
  })
}
