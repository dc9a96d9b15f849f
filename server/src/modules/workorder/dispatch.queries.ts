import type { View, workorder as contract } from '@pitlane/contract'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { earliestStarts, plannedTechnicians } from '../booking'
import { findBays, readRoster, requireStore, workingSpans } from '../store'
import { presenceOf, rank, type Candidate } from './dispatch-ranking'
import { JobLine } from './job.entity'
import { findRuns } from './job.queries'
import { workOf } from './job-work'
import { workersBefore } from './rework.queries'
import { actualMinutes } from './running'
import { Workorder } from './workorder.entity'

type Offers = View<typeof contract.dispatchOffers>

/** So many finished jobs of a service tell how fast people are at it. */
const HISTORY = 200

type History = ReadonlyMap<string, Candidate['history']>

/** Minutes planned and worked of finished jobs of the same service, by technician. */
async function readHistory(db: Reader, job: JobLine, now: Date): Promise<History> {
  if (job.serviceId === null) return new Map()
  const done = await db.find(JobLine, {
    where: { storeId: job.storeId, serviceId: job.serviceId, state: In(['done', 'passed']) },
    ...{ order: { id: 'DESC' }, take: HISTORY },
  })
  const runs = await findRuns(
    db,
    done.map(({ id }) => id),
  )
  const history = new Map<string, Candidate['history']>()
  for (const one of done) {
    const worked = actualMinutes(
      runs.filter(({ jobId }) => jobId === one.id),
      now,
    )
    if (worked === 0) continue
    for (const id of one.technicianIds) {
      const { planned, actual, sample } = history.get(id) ?? { planned: 0, actual: 0, sample: 0 }
      history.set(id, { planned: planned + one.plannedMinutes, actual: actual + worked, sample: sample + 1 })
    }
  }
  return history
}

/** How many open jobs each technician has besides this one. */
async function readLoad(db: Reader, { id, storeId }: JobLine): Promise<ReadonlyMap<string, number>> {
  const open = await db.find(JobLine, { where: { storeId, state: In(['assigned', 'running', 'paused']) } })
  const load = new Map<string, number>()
  for (const one of open) if (one.id !== id) one.technicianIds.forEach((who) => load.set(who, (load.get(who) ?? 0) + 1))
  return load
}

/** Who should do a job, best first, each with the reasons; then who may not. The caller answers for who may see it. */
export async function readDispatchOffers(app: App, job: JobLine): Promise<Offers> {
  const db = app.db.read
  const now = app.clock.now()
  const { timeZone } = await requireStore(db, job.storeId)
  const { day, minute } = toLocal(now, timeZone)
  const workorder = await db.findOne(Workorder, { id: job.workorderId })
  if (!workorder) return { offers: [] }
  const { bookingId } = workorder
  const roster = await readRoster(db, job.storeId)
  const { storeId, bayType, skill, certificate, plannedMinutes } = job
  const need = { storeId, day, minute, minutes: plannedMinutes, bayType, skill, certificate, ...workOf(bookingId, job) }
  const starts = await earliestStarts(app, db, roster, need)
  const [history, load] = [await readHistory(db, job, now), await readLoad(db, job)]
  const startOf = (id: string) => {
    const start = starts.get(id)
    if (!start) return null
    // The quarter of an hour that runs is as good as now.
    const at = toInstant(start.day, start.minute, timeZone)
    return { bayId: start.bayId, at: at < now ? now : at }
  }
  const usual = await plannedTechnicians(db, bookingId, job.serviceId)
  const before = await workersBefore(db, workorder)
  const ranked = rank(
    { skill, certificate, plannedMinutes, promisedAt: workorder.promisedAt, usual, before, day, now },
    roster.technicians.map((one) => ({
      ...{ id: one.id, skills: one.skills, certificates: one.certificates, openJobs: load.get(one.id) ?? 0 },
      ...{ presence: presenceOf(workingSpans(one, day), minute), startsAt: startOf(one.id)?.at ?? null },
      history: history.get(one.id) ?? { planned: 0, actual: 0, sample: 0 },
    })),
  )
  const bays = await findBays(
    db,
    [...starts.values()].map(({ bayId }) => bayId),
  )
  return {
    offers: ranked.map(({ id, score, canDo, reasons }) => {
      const start = canDo ? startOf(id) : null
      const bay = bays.find((one) => one.id === start?.bayId)
      return {
        ...{ technicianId: id, name: roster.technicians.find((one) => one.id === id)?.name ?? '', score, canDo },
        ...{ reasons: [...reasons], bay: bay ? { id: bay.id, name: bay.name } : null },
        ...{ startsAt: start?.at.toISOString() ?? null, openJobs: load.get(id) ?? 0 },
      }
    }),
  }
}
