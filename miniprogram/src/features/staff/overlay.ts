import type { workorder } from '@pitlane/contract'
import type { Command } from '../../lib/offline-queue'

type Job = workorder.JobView

/** What a command makes of a job, once the server knows. */
function after(job: Job, { kind, body, at }: Command): Job {
  if (kind === 'start') return { ...job, state: 'running', pauseReason: null, startedAt: job.startedAt ?? at }
  if (kind === 'pause') return { ...job, state: 'paused', pauseReason: body['reason'] as Job['pauseReason'] }
  return kind === 'finish' ? { ...job, state: job.isSafety ? 'checking' : 'done', doneAt: at } : job
}

export interface Seen {
  readonly job: Job
  /** Something of it waits to be sent. */
  readonly isUnsent: boolean
  /** Something of it was refused. */
  readonly isRefused: boolean
}

/** A job as who did the work sees it: with what waits to be sent, but without what was refused. */
export function seen(job: Job, queue: readonly Command[]): Seen {
  const own = queue.filter(({ lane }) => lane === job.id)
  const waiting = own.filter(({ refusal }) => !refusal)
  // What builds upon something refused waits with it, and has not happened either.
  const isBlocked = own.some(({ refusal, version }) => refusal && version !== null)
  return {
    job: isBlocked ? job : waiting.reduce(after, job),
    isUnsent: waiting.length > 0,
    isRefused: own.length > waiting.length,
  }
}
