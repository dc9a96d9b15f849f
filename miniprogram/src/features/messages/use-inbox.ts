import { useState } from 'react'
import { problemOf } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'
import { listMessages, markAllRead, markRead, type Message } from './messages.api'

interface Page {
  readonly items: readonly Message[]
  readonly next: string | null
}

const nothing: Page = { items: [], next: null }

/** Everything loaded so far: as many messages as were there before, and at least a page. */
async function loadAgain(count: number): Promise<Page> {
  let page: Page = await listMessages()
  while (page.next && page.items.length < count) page = await following(page, page.next)
  return page
}

async function following(before: Page, after: string): Promise<Page> {
  const page = await listMessages(after)
  return { items: [...before.items, ...page.items], next: page.next }
}

/** The owner's messages, page by page. What is read here is marked at once, and again by the server's answer. */
export function useInbox() {
  const owner = useProfile()?.id
  const [grown, setGrown] = useState<{ on: Page; page: Page }>()
  const [isLoadingMore, setLoadingMore] = useState(false)
  const first = useRemote(async () => (owner ? loadAgain(grown?.page.items.length ?? 0) : nothing), [owner])
  const page = grown && grown.on === first.data ? grown.page : first.data
  useLive(owner ? { kind: 'mine' } : null, first.reload)
  useReturn(first.reload)

  const show = (next: Page) => first.data && setGrown({ on: first.data, page: next })
  const marked = (isIt: (item: Message) => boolean) =>
    page && show({ ...page, items: page.items.map((item) => (isIt(item) ? { ...item, isRead: true } : item)) })

  const more = async () => {
    if (!page?.next || isLoadingMore) return
    setLoadingMore(true)
    try {
      show(await following(page, page.next))
    } catch (error) {
      toast(problemOf(error).title)
    }
    setLoadingMore(false)
  }
  const read = (message: Message) => {
    if (message.isRead) return
    marked((item) => item.id === message.id)
    // Not worth a word when it fails: the message stays unread and can be opened again.
    void markRead(message.id).catch(() => undefined)
  }
  const readAll = async () => {
    await markAllRead()
    marked(() => true)
  }
  return { page, error: first.error, reload: first.reload, isLoadingMore, more, read, readAll }
}
