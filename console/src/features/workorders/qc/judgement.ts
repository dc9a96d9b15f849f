import type { workorder, View } from '@pitlane/contract'
import { words } from './words'

type Sheet = View<typeof workorder.qcSheet>
export type Item = Sheet['items'][number]

/** In order or not; null where nobody has looked. */
export interface Verdict {
  readonly isPassed: boolean | null
  readonly note: string
}

export const unseen: Verdict = { isPassed: null, note: '' }

/** What was found so far, by the key of an item. */
export type Verdicts = Readonly<Record<string, Verdict | undefined>>

export const isOpen = (verdicts: Verdicts, { key }: Item): boolean => (verdicts[key] ?? unseen).isPassed === null

/** What failed before is looked at first. */
export const inOrder = (items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => Number(b.failedBefore) - Number(a.failedBefore))

export interface Found {
  readonly items: readonly Item[]
  readonly verdicts: Verdicts
  readonly needsRoadTest: boolean
  readonly hasRoadTest: boolean
  readonly reason: string
  readonly photoCount: number
  readonly isSending: boolean
}

export const hasFailure = ({ items, verdicts }: Pick<Found, 'items' | 'verdicts'>): boolean =>
  items.some(({ key }) => verdicts[key]?.isPassed === false)

function lackOfRejection({ reason, photoCount }: Found): string | null {
  if (reason.trim() === '') return words.lack.reason
  return photoCount === 0 ? words.lack.photos : null
}

/** What is missing before it can be sent, first things first; null when nothing is. */
export function missingOf(found: Found): string | null {
  if (found.isSending) return words.lack.sending
  // What goes back to the workshop needs no more looking.
  if (hasFailure(found)) return lackOfRejection(found)
  const open = found.items.filter((item) => isOpen(found.verdicts, item)).length
  if (open > 0) return words.lack.items(open)
  return found.needsRoadTest && !found.hasRoadTest ? words.lack.road : null
}

/** The items as the server takes them. */
export const judged = ({ items, verdicts }: Pick<Found, 'items' | 'verdicts'>) =>
  items.map(({ key, title, jobId }) => {
    const { isPassed, note } = verdicts[key] ?? unseen
    return { key, title, jobId, isPassed, note: note.trim() }
  })
