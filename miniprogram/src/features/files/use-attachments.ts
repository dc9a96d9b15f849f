import { useCallback, useEffect, useState } from 'react'
import { storedSession, useProfile } from '../../lib/session'
import { useStore } from '../../lib/store'
import { Attachments, type Attached } from './attachments'

const idsOf = (items: readonly Attached[]): string[] => items.flatMap(({ fileId }) => fileId ?? [])

/** Photos and voice of one page. They travel at once when somebody is logged in, and otherwise as soon as somebody is. */
export function useAttachments() {
  const [box] = useState(() => new Attachments(() => storedSession() !== null))
  const items = useStore(box.items)
  const owner = useProfile()?.id
  const [isBlocked, setBlocked] = useState(false)
  useEffect(() => {
    if (owner) box.start()
  }, [box, owner])
  useEffect(() => () => box.close(), [box])

  /** Waits until everything is sent; what failed before gets another try. Undefined when something could not be sent. */
  const ready = useCallback(async (): Promise<readonly string[] | undefined> => {
    await box.endRecording()
    if (box.items.get().length === 0) return []
    setBlocked(false)
    box.start()
    await box.settled()
    const all = box.items.get()
    const isAll = all.every(({ state }) => state === 'sent')
    setBlocked(!isAll)
    return isAll ? idsOf(all) : undefined
  }, [box])

  const renew = useCallback(() => box.renew(), [box])
  const failed = items.filter(({ state }) => state === 'failed' || state === 'useless').length
  return {
    items,
    photos: items.filter(({ media }) => media === 'photo'),
    voice: items.find(({ media }) => media === 'voice'),
    box,
    ready,
    renew,
    /** How many stand in the way of what the owner wants to do. */
    blocking: isBlocked ? failed : 0,
  }
}

export type PageAttachments = ReturnType<typeof useAttachments>
