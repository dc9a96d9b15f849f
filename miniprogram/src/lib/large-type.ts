import { largeTypeFactor } from '@pitlane/tokens'
import Taro from '@tarojs/taro'
import { systemFontScale } from './platform/font-scale'
import { createStore, useStore } from './store'

const KEY = 'pitlane.large-type'
/** Beyond this, rows no longer fit a phone. */
const MOST = 1.6

let system: number | undefined
const isLarge = createStore<boolean>(Taro.getStorageSync(KEY) === true)

/** 大字 mode and how to switch it. It is kept on the device. */
export function useLargeType(): [boolean, (on: boolean) => void] {
  const on = useStore(isLarge)
  return [
    on,
    (next) => {
      Taro.setStorageSync(KEY, next)
      isLarge.set(next)
    },
  ]
}

/** By how much text is magnified: the larger of 大字 mode and WeChat's own setting. */
export function useTypeScale(): number {
  const on = useStore(isLarge)
  system ??= systemFontScale()
  return Math.min(MOST, Math.max(on ? largeTypeFactor : 1, system))
}
