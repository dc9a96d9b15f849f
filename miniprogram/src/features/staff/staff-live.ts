import { live } from '@pitlane/contract'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { LiveConnection } from '../../lib/live-connection'
import { origin } from '../../lib/platform/origin'
import { useTopic } from '../../lib/use-topic'
import { renewStaffToken, staffToken } from './staff-session'

/** Apart from the owner's, for it is somebody else who follows. */
const connection = new LiveConnection({
  connect: () => Taro.connectSocket({ url: `${origin().replace(/^http/, 'ws')}${live.LIVE_PATH}` }),
  token: () => staffToken().catch(() => null),
  refresh: renewStaffToken,
})

/** Calls `onChanged` soon after something is new in any store where the person works, while the page is looked at. */
export function useWorkNews(isLoggedIn: boolean, onChanged: Handler): void {
  const [isVisible, setVisible] = useState(true)
  useDidShow(() => setVisible(true))
  useDidHide(() => setVisible(false))
  useTopic(connection, isVisible && isLoggedIn ? { kind: 'work' } : null, onChanged)
}
