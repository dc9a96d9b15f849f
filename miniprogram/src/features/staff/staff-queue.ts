import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { emptyQueue, type Command, type Queue } from '../../lib/offline-queue'
import { letGo } from '../../lib/platform/keep-file'
import { onNetworkBack } from '../../lib/platform/network'
import { QueueRunner } from '../../lib/queue-runner'
import { useStore } from '../../lib/store'
import { uuid } from '../../lib/uuid'
import { deliver, uploadPhoto, verdictOf } from './staff.api'
import { currentStaff, onStaffChange, useStaff } from './staff-session'
import { text } from './staff.text'

const KEY = 'pitlane.staff-queue'

function load(): Queue {
  const kept: Queue | '' = Taro.getStorageSync(KEY)
  return kept || emptyQueue
}

/** The one queue of this phone. It goes on where it stopped when the app starts again. */
export const queue = new QueueRunner(
  {
    load,
    save: (now) => Taro.setStorageSync(KEY, now),
    actor: () => currentStaff()?.id,
    upload: uploadPhoto,
    deliver,
    verdictOf,
    letGo: ({ key }) => letGo(key),
    newId: uuid,
  },
  text.sync.trouble,
)

/** The phone is online again, or somebody has logged in. */
onNetworkBack(() => queue.kick())
onStaffChange(() => queue.kick())

type Kind = keyof typeof text.sync.kinds

export interface Deed {
  readonly kind: Kind
  readonly lane: string
  readonly label: string
  readonly version: number | null
  readonly body?: Command['body']
  /** Keys of photos that are kept on the phone. */
  readonly photos?: readonly string[]
}

/**
 * What was tapped, stored before anything is sent.
 * @throws when the phone has no room for it.
 */
export function perform({ kind, lane, label, version, body = {}, photos = [] }: Deed): void {
  const actor = currentStaff()?.id
  if (!actor) throw new Error('nobody is logged in')
  queue.put({
    ...{ requestId: uuid(), kind, actor, lane, label, version, body },
    at: new Date().toISOString(),
    photos: photos.map((key) => ({ key, requestId: uuid() })),
  })
}

/** What waits: the person's own, and how many of others who used this phone. */
export function useQueue() {
  const { items } = useStore(queue.queue)
  const condition = useStore(queue.condition)
  const actor = useStaff()?.id
  useEffect(() => queue.kick(), [])
  const own = items.filter((item) => item.actor === actor)
  return { own, others: items.length - own.length, condition }
}
