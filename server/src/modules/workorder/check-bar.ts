import type { ErrorCode } from '@pitlane/contract'
import { isQualified, type Roster } from '../store'
import type { JobLine } from './job.entity'

/** Somebody who would look at a job of others, as of today. */
interface Checker {
  /** What they are on the roster of the store: nothing for who only leads it. */
  readonly mine: readonly string[]
  readonly roster: Pick<Roster, 'technicians'>
  readonly day: string
}

/**
 * Why somebody may not look at a job (互检); undefined where they may: never who was given it or worked on it, and a technician only
 * with the skill and a certificate of today.
 */
export function checkBarOf(
  job: Pick<JobLine, 'skill' | 'certificate'>,
  workers: ReadonlySet<string>,
  { mine, roster, day }: Checker,
): ErrorCode | undefined {
  if (mine.some((id) => workers.has(id))) return 'workorder.check_own_work'
  if (mine.length === 0) return undefined
  const able = roster.technicians.some((one) => mine.includes(one.id) && isQualified(one, job, day))
  return able ? undefined : 'workorder.not_qualified'
}
