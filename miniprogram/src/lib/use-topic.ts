import { live } from '@pitlane/contract'
import { useEffect, useRef } from 'react'
import type { Handler } from './handler'
import type { LiveConnection } from './live-connection'

/** A burst of changes (many people booking at once) is read once. */
const GATHER_MS = 200

/** Calls `onChanged` soon after something under `topic` is new. Null follows nothing. */
export function useTopic(connection: LiveConnection, topic: live.Topic | null, onChanged: Handler): void {
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
  }, [key, connection])
}
