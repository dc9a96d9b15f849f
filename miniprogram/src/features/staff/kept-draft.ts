import Taro from '@tarojs/taro'
import { useState } from 'react'

/** What was filled in so far is kept on the phone, over a restart of the app too; undefined forgets it. */
export function useKeptDraft<T>(name: string, none: T): [T, (now: T | undefined) => void] {
  const key = `pitlane.staff-draft.${name}`
  const [draft, setDraft] = useState<T>(() => {
    const kept: T | '' = Taro.getStorageSync(key)
    return kept || none
  })
  return [
    draft,
    (now) => {
      if (now === undefined) Taro.removeStorageSync(key)
      else Taro.setStorageSync(key, now)
      setDraft(now ?? none)
    },
  ]
}
