import { live } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { accessToken, refreshedToken } from './api'
import { LiveConnection } from './live-connection'
import { origin } from './platform/origin'
import { currentProfile, onProfileChange, storedSession } from './session'
import { useTopic } from './use-topic'
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

/** Calls `onChanged` soon after something under `topic` is new for the owner. Null follows nothing. */
export const useLive = (topic: live.Topic | null, onChanged: Handler): void => useTopic(connection, topic, onChanged)
