import { messageWordings, type messaging } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api'
import { useAction } from '../../lib/use-action'
import { useStore } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import { words } from './words'

export type Content = messageWordings.WordingContent

/** One kind of message on one channel. */
export interface WordingPlace {
  readonly kind: messaging.MessageKind
  readonly channel: messageWordings.WordingChannel
}

const TYPING_MS = 300

export function useWordingList() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['message-wordings', storeId],
    queryFn: ({ signal }) => call(messageWordings.list, { params: { storeId } }, signal),
  })
}

export function useWording(place: WordingPlace) {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['message-wordings', storeId, place.kind, place.channel],
    queryFn: ({ signal }) => call(messageWordings.read, { params: { storeId, ...place } }, signal),
  })
}

/** What is being typed, once the hands rest. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** How the words that are being typed read; the last answer stays until the next is there. */
export function usePreview(place: WordingPlace, content: Content) {
  const { id: storeId } = useStore()
  const settled = useSettled(content)
  return useQuery({
    queryKey: ['message-preview', storeId, place.kind, place.channel, settled],
    queryFn: ({ signal }) =>
      call(messageWordings.preview, { params: { storeId, ...place }, body: { content: settled } }, signal),
    placeholderData: (before) => before,
  })
}

/** Keeping a draft and putting it in force. */
export function useWordingSteps(place: WordingPlace, revision: number) {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  const toast = useToast()
  const params = { storeId, ...place }
  const refresh = () => client.invalidateQueries({ queryKey: ['message-wordings', storeId] })
  const failing = (e: unknown) => {
    toast.fault(e)
    void refresh()
    throw e
  }
  const save = useAction(
    (content: Content) => call(messageWordings.saveDraft, { params, body: { content, revision } }).catch(failing),
    () => {
      toast.done(words.wordings.saved)
      void refresh()
    },
  )
  const publish = useAction(
    () => call(messageWordings.publish, { params, body: { revision } }).catch(failing),
    (view) => {
      toast.done(words.wordings.published(view.versions[0]?.version ?? 1))
      void refresh()
    },
  )
  return { save, publish }
}
