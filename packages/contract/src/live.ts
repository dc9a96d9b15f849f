import * as z from 'zod/mini'
import { DayField, Id } from './fields'

/** Where the WebSocket lives. The first message must be `hello`; without a token only slot topics can be followed. */
export const LIVE_PATH = '/live'

/**
 * What a client may follow: free times of a store-day, the board or the workshop of a store, the tasks there that are one's own or
 * lie in the pools of one's roles, workshop and tasks of every store where somebody works (the phone of the staff, instead of the
 * two), or what is the owner's own.
 */
export const Topic = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slots'), storeId: Id, day: DayField }),
  z.object({ kind: z.literal('board'), storeId: Id }),
  z.object({ kind: z.literal('workshop'), storeId: Id }),
  z.object({ kind: z.literal('tasks'), storeId: Id }),
  z.object({ kind: z.literal('work') }),
  z.object({ kind: z.literal('mine') }),
])
export type Topic = z.infer<typeof Topic>

export const ClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.nullable(z.string().check(z.maxLength(4096))) }),
  z.object({ type: z.literal('follow'), topic: Topic }),
  z.object({ type: z.literal('unfollow'), topic: Topic }),
  z.object({ type: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/**
 * What the server sends. `changed` says only that something under the topic is new (`bookingId` and `what` tell which):
 * the client then reads it through the API, so that rights and masking have one place.
 */
export type ServerMessage =
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'refused'; topic?: Topic; code: 'auth.required' | 'auth.forbidden' | 'auth.expired' | 'request.invalid' }
  | { type: 'changed'; topic: Topic; day?: string; bookingId?: string; workorderId?: string; what?: string }

/** One text per topic, the key under which followers are kept. */
export function topicKey(topic: Topic): string {
  if (topic.kind === 'slots') return `slots:${topic.storeId}:${topic.day}`
  return topic.kind === 'mine' || topic.kind === 'work' ? topic.kind : `${topic.kind}:${topic.storeId}`
}
