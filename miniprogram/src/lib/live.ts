import { live } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { accessToken, refreshedToken } from './api'
import { LiveConnection } from './live-connection'
import { origin } from './platform/origin'
import { currentProfile, onProfileChange, storedSession } from './session'
import type { Handler } from './handler'

const connection = new LiveConnection({
  connect: () => Taro.connectSocket({ url: `${origin().replace(/^http/, 'ws')}${live.LIVE_PATH}` }),
  token: () => accessToken().catch(() => null),
  refresh: async () => {
    const stale = storedSession()?.tokens.accessToken
    if (stale) await refreshedToken(stale)
  },
})

let owner = currentProfile()?.id
onProfileChange(() => {
  const now = currentProfile()?.id
  if (now !== owner) connection.restart()
  owner = now
})

/** WeChat freezes sockets in the background; closing our own is kinder to both sides. */
export const pauseLive = (): void => connection.close()
export const resumeLive = (): void => connection.restart()

/** A burst of changes (many people booking at once) is read once. */
const GATHER_MS = 200

/** Calls `onChanged` soon after something under `topic` is new. Null follows nothing. */
export function useLive(topic: live.Topic | null, onChanged: Handler): void {
  const latest = useRef(onChanged)
  useEffect(() => {
    latest.current = onChanged
  })
  const key = topic && live.topicKey(topic)
  useEffect(() => {
    if (!topic) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const unfollow = connection.follow(topic, () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void latest.current()
      }, GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      unfollow()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all there is to say about a topic
  }, [key])
}
