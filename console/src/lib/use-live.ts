import type { live } from '@pitlane/contract'
import { useEffect, useRef, useState } from 'react'
import { LiveLink, type LinkStatus } from './live-link'

/** By then the server follows the topic for us: a change between our first look and that moment is seen by a second look. */
const SECOND_LOOK_MS = 1_500

/**
 * Follows the board of a store for as long as the component is shown. `onNews` is called for every change, and each time the
 * link is made (again): whatever happened in between was not heard.
 */
export function useLiveBoard(storeId: string, onNews: (day: string | undefined) => void): LinkStatus {
  const [status, setStatus] = useState<LinkStatus>('connecting')
  const latest = useRef(onNews)
  useEffect(() => {
    latest.current = onNews
  })
  useEffect(() => {
    const topic: live.Topic = { kind: 'board', storeId }
    let secondLook: ReturnType<typeof setTimeout> | undefined
    const link = new LiveLink(topic, {
      onStatus: (next) => {
        setStatus(next)
        clearTimeout(secondLook)
        if (next !== 'live') return
        latest.current(undefined)
        secondLook = setTimeout(() => latest.current(undefined), SECOND_LOOK_MS)
      },
      onChanged: (message) => latest.current(message.day),
    })
    return () => {
      clearTimeout(secondLook)
      link.close()
    }
  }, [storeId])
  return status
}
