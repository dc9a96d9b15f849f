import type { Reader } from '../../platform/database'
import type { MoreWork } from '../booking'
import type { JobLine } from './job.entity'
import { findJobs, findRuns } from './job.queries'
import { actualMinutes } from './running'

/** Over, or out of the hands of the floor. */
const AWAY: readonly JobLine['state'][] = ['done', 'passed', 'cancelled', 'outsourced', 'checking']

/** What is left to do on a car as its plan has to know it: what was booked, and each job that was found later. */
export async function workLeft(db: Reader, workorderId: string, now: Date): Promise<MoreWork> {
  const jobs = await findJobs(db, workorderId)
  const open = jobs.filter(({ state }) => !AWAY.includes(state))
  const runs = await findRuns(
    db,
    open.map(({ id }) => id),
  )
  const leftOf = ({ id, plannedMinutes }: JobLine): number => {
    const mine = runs.filter(({ jobId }) => jobId === id)
    return Math.max(0, plannedMinutes - actualMinutes(mine, now))
  }
  const booked = open.filter(({ addonId }) => addonId === null)
  return {
    minutes: booked.length === 0 ? null : booked.reduce((sum, job) => sum + leftOf(job), 0),
    found: open.flatMap((job) => (job.addonId === null ? [] : [{ ...job, jobId: job.id, minutes: leftOf(job) }])),
    gone: jobs.filter((job) => job.addonId !== null && AWAY.includes(job.state)).map(({ id }) => id),
  }
}

export const minutesOf = ({ minutes, found }: MoreWork): number =>
  found.reduce((sum, one) => sum + one.minutes, minutes ?? 0)
