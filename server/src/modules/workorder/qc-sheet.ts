import { anyJob, carPoints, pointsBySkill, safetyPoints } from './qc-checklist'

/** One line of a sheet. */
export interface SheetItem {
  readonly key: string
  readonly title: string
  readonly jobId: string | null
  readonly failedBefore: boolean
}

interface CheckedJob {
  readonly id: string
  readonly name: string
  readonly skill: string
  readonly state: string
  readonly isSafety: boolean
}

interface Answer {
  readonly key: string
  /** Null: not looked at. */
  readonly isPassed: boolean | null
}

const MAX_TITLE = 60

/** What was not looked at has not failed. */
export const hasFailed = ({ isPassed }: Pick<Answer, 'isPassed'>): boolean => isPassed === false

/** Jobs that the final check is about. */
export const isChecked = ({ state }: Pick<CheckedJob, 'state'>): boolean => state !== 'cancelled'

/** 质检单 of a car: the points of each of its jobs and those of every car; what failed before comes first. */
export function sheetOf(
  jobs: readonly CheckedJob[],
  before: readonly { readonly items: readonly Answer[] }[],
): SheetItem[] {
  const failed = new Set(before.flatMap(({ items }) => items.filter(hasFailed).map(({ key }) => key)))
  const ofJobs = jobs.filter(isChecked).flatMap(({ id, name, skill, isSafety }) =>
    [...(pointsBySkill[skill] ?? anyJob), ...(isSafety ? safetyPoints : [])].map(({ key, title }) => ({
      ...{ key: `${id}.${key}`, title: `${name.slice(0, MAX_TITLE - 1 - title.length)}：${title}`, jobId: id },
    })),
  )
  const ofCar = carPoints.map(({ key, title }) => ({ key: `car.${key}`, title, jobId: null }))
  const items = [...ofJobs, ...ofCar].map((item): SheetItem => ({ ...item, failedBefore: failed.has(item.key) }))
  return [...items.filter((item) => item.failedBefore), ...items.filter((item) => !item.failedBefore)]
}

/**
 * What a filled sheet says, with the titles of the sheet itself; undefined where a point is missing, strange or twice, or was not
 * looked at though nothing else sends the car back.
 */
export function judge<A extends Answer & { readonly note: string }>(
  sheet: readonly SheetItem[],
  answers: readonly A[],
) {
  const byKey = new Map(answers.map((answer) => [answer.key, answer]))
  if (byKey.size !== answers.length || byKey.size !== sheet.length) return undefined
  const items = sheet.flatMap(({ key, title, jobId }) => {
    const answer = byKey.get(key)
    return answer ? [{ key, title, jobId, isPassed: answer.isPassed, note: answer.note }] : []
  })
  if (items.length !== sheet.length) return undefined
  const failed = items.filter(hasFailed)
  const isPassed = items.every((item) => item.isPassed)
  return isPassed || failed.length > 0 ? { items, failed, isPassed } : undefined
}

interface FinishedJob {
  readonly id: string
  readonly state: string
  readonly doneAt: Date | null
}

/** Jobs that are done again: those of failed points. What failed of the car itself goes to who was the last to finish. */
export function jobsToRedo<J extends FinishedJob>(
  jobs: readonly J[],
  failed: readonly { readonly jobId: string | null }[],
): J[] {
  const named = new Set(failed.flatMap(({ jobId }) => jobId ?? []))
  const checked = jobs.filter(isChecked)
  const last = [...checked].sort((a, b) => (a.doneAt?.getTime() ?? 0) - (b.doneAt?.getTime() ?? 0)).at(-1)
  if (last && failed.some(({ jobId }) => jobId === null)) named.add(last.id)
  return checked.filter(({ id }) => named.has(id))
}
