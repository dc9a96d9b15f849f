import type { View, workorder } from '@pitlane/contract'
import type { QcBody } from './staff.api'
import { text } from './staff.text'

const words = text.qc

export type Sheet = View<typeof workorder.qcSheet>
export type SheetItem = Sheet['items'][number]

export interface Mark {
  readonly isPassed: boolean
  readonly note: string
}
export type Marks = Readonly<Record<string, Mark>>

export const unmarked = ({ items }: Pick<Sheet, 'items'>, marks: Marks): SheetItem[] =>
  items.filter(({ key }) => !marks[key])

export const failed = ({ items }: Pick<Sheet, 'items'>, marks: Marks): SheetItem[] =>
  items.filter(({ key }) => marks[key]?.isPassed === false)

/** Why the car goes back, made of what failed. */
const reasonOf = (sheet: Sheet, marks: Marks): string =>
  failed(sheet, marks)
    .map(({ key, title }) => words.failReason(title, marks[key]?.note.trim() ?? ''))
    .join('；')
    .slice(0, 200)

/** The sheet as it is sent. A car goes back at the first fault; what nobody looked at then is neither in order nor not. */
export function bodyOf(sheet: Sheet, marks: Marks, hasRoadTest: boolean): QcBody & Readonly<Record<string, unknown>> {
  const items = sheet.items.map(({ key, title, jobId }) => {
    const mark = marks[key]
    return { key, title, jobId, isPassed: mark?.isPassed ?? null, note: mark?.note.trim() ?? '' }
  })
  return { items, hasRoadTest, reason: reasonOf(sheet, marks) }
}

/** What stands in the way of sending it, in words. */
export function faultOf(sheet: Sheet, marks: Marks, hasRoadTest: boolean, photos: number): string | undefined {
  const fails = failed(sheet, marks)
  if (fails.length > 0) {
    if (fails.some(({ key }) => !marks[key]?.note.trim())) return words.noteMissing
    return photos === 0 ? words.photoMissing : undefined
  }
  const left = unmarked(sheet, marks).length
  if (left > 0) return words.left(left)
  return sheet.needsRoadTest && !hasRoadTest ? words.roadMissing : undefined
}
