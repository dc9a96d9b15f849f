import Taro from '@tarojs/taro'
import { useState } from 'react'

const KEY = 'pitlane.remark-draft'
const KEPT_MS = 24 * 3600 * 1000

interface Draft {
  readonly text: string
  readonly at: number
}

function keptDraft(): string {
  const draft: Draft | '' = Taro.getStorageSync(KEY)
  return draft && Date.now() - draft.at < KEPT_MS ? draft.text : ''
}

/** The booking is made: the next one begins with an empty box. */
export const forgetDraft = (): void => Taro.removeStorageSync(KEY)

/** What was written and not sent yet. It is still there for a day when the page was left, or lost. */
export function useRemarkDraft(): [string, (text: string) => void] {
  const [remark, setRemark] = useState(keptDraft)
  const write = (text: string) => {
    setRemark(text)
    if (text === '') forgetDraft()
    else Taro.setStorageSync(KEY, { text, at: Date.now() } satisfies Draft)
  }
  return [remark, write]
}
