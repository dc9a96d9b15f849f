import type { live } from '@pitlane/contract'
import { useEffect, useRef, useState } from 'react'
import { LiveLink, type LinkStatus } from './live-link'

/** By then the server follows the topic for us: a change between our first look and that moment is seen by a second look. */
const SECOND_LOOK_MS = 1_500

type OnNews = (day: string | undefined) => void

/**
 * Follows something of a store for as long as the component is shown. `onNews` is called for every change, and each time the
 * link is made (again): whatever happened in between was not heard.
 */
function useLiveStore(kind: 'board' | 'tasks' | 'workshop', storeId: string, onNews: OnNews): LinkStatus {
  const [status, setStatus] = useState<LinkStatus>('connecting')
  const latest = useRef(onNews)
  useEffect(() => {
    latest.current = onNews
  })
  useEffect(() => {
    const topic: live.Topic = { kind, storeId }
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
  }, [kind, storeId])
  return status
}

/** The bookings of a store, and all that its colleagues see of each other there. */
export const useLiveBoard = (storeId: string, onNews: OnNews): LinkStatus => useLiveStore('board', storeId, onNews)

/** The steps of flows that wait for the person in a store, or for somebody of their roles. */
export const useLiveTasks = (storeId: string, onNews: OnNews): LinkStatus => useLiveStore('tasks', storeId, onNews)

/** The cars in the house of a store, and all that is done to them. */
export const useLiveWorkshop = (storeId: string, onNews: OnNews): LinkStatus =>
  useLiveStore('workshop', storeId, onNews)
