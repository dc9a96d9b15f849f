import Taro from '@tarojs/taro'
import { uuid } from '../../lib/uuid'

const KEY = 'pitlane.booking-intent'

interface Intent {
  readonly content: string
  readonly requestId: string
}

/**
 * The request id of one intent. The same content keeps its id, also over a reload, until {@link intentDone}: so a repeat after
 * a lost answer cannot book twice. Other content is another intent.
 */
export function requestIdFor(content: Readonly<Record<string, unknown>>): string {
  const key = JSON.stringify(content)
  const kept: Intent | '' = Taro.getStorageSync(KEY)
  if (kept && kept.content === key) return kept.requestId
  const requestId = uuid()
  Taro.setStorageSync(KEY, { content: key, requestId } satisfies Intent)
  return requestId
}

/** The intent has been answered for good: the next one gets a new id, whatever its content. */
export function intentDone(): void {
  Taro.removeStorageSync(KEY)
}
