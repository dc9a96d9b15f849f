import { useState } from 'react'
import type { FloorJob } from './floor'

export interface Shown {
  readonly job: FloorJob
  /** It does not wait any more. */
  readonly isGone: boolean
}

/** The jobs in the places that they had; new ones follow. */
function settle(kept: readonly Shown[], jobs: readonly FloorJob[]): Shown[] {
  const byId = new Map(jobs.map((job) => [job.jobId, job]))
  const known = new Set(kept.map(({ job }) => job.jobId))
  return [
    ...kept.map(({ job }) => ({ job: byId.get(job.jobId) ?? job, isGone: !byId.has(job.jobId) })),
    ...jobs.filter(({ jobId }) => !known.has(jobId)).map((job) => ({ job, isGone: false })),
  ]
}

const isSame = (a: readonly Shown[], b: readonly Shown[]) =>
  a.length === b.length && a.every(({ job, isGone }, i) => job === b[i]?.job && isGone === b[i].isGone)

/** What waits, in an order that does not change under the pointer. */
export function useSteadyJobs(jobs: readonly FloorJob[], isHeld: boolean): readonly Shown[] {
  const [kept, setKept] = useState<readonly Shown[]>([])
  const shown = isHeld ? settle(kept, jobs) : jobs.map((job) => ({ job, isGone: false }))
  if (!isSame(kept, shown)) setKept(shown)
  return shown
}
