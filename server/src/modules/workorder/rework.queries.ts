import type { workorder as contract } from '@pitlane/contract'
import { DAY_MS } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { findSteps } from '../booking'
import { findServices } from '../catalog'
import { requireStore } from '../store'
import { lastMileage } from '../vehicle'
import { bookedServices } from './booked-services'
import { JobLine } from './job.entity'
import { repeated, suspect, type PastVisit } from './rework'
import { Handover, Workorder } from './workorder.entity'

const DONE: readonly JobLine['state'][] = ['done', 'passed']

const doneJobs = (db: Reader, workorderIds: readonly string[]): Promise<JobLine[]> =>
  db.find(JobLine, {
    where: { workorderId: In([...workorderIds]), state: In([...DONE]) },
    order: { ordinal: 'ASC' },
  })

/** The group of faults of each service, by its id. */
async function categoriesOf(db: Reader, serviceIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(serviceIds.flatMap((id) => id ?? []))]
  const services = ids.length === 0 ? [] : await findServices(db, ids)
  return new Map(services.map(({ id, category }) => [id, category]))
}

const servicesOf = async (db: Reader, { bookingId }: Workorder): Promise<string[]> =>
  bookedServices(await findSteps(db, [bookingId]), bookingId)

type Categories = ReadonlyMap<string, string>

const groupsOf = (serviceIds: readonly (string | null)[], categories: Categories): string[] =>
  serviceIds.flatMap((id) => (id && categories.get(id)) ?? [])

const named = ({ name, serviceId }: JobLine, categories: Categories) => ({
  ...{ name, category: (serviceId && categories.get(serviceId)) ?? null },
})

/** The visit in the same store that a car which has just come may be back from; null where none is near enough. */
export async function suspicionOf(db: Reader, workorder: Workorder, now: Date): Promise<string | null> {
  const { vehicleId, storeId } = workorder
  const { warrantyDays: days, warrantyKm: km } = await requireStore(db, storeId)
  const since = new Date(now.getTime() - days * DAY_MS)
  const before = await db.find(Workorder, {
    where: { vehicleId, storeId, state: In(['delivered', 'closed']), deliveredAt: MoreThanOrEqual(since) },
  })
  if (before.length === 0) return null
  const ids = before.map(({ id }) => id)
  const jobs = await doneJobs(db, ids)
  const handovers = await db.find(Handover, { where: { workorderId: In(ids) } })
  const booked = await servicesOf(db, workorder)
  const categories = await categoriesOf(db, [...booked, ...jobs.map(({ serviceId }) => serviceId)])
  const visits = before.map(({ id, deliveredAt }): PastVisit => ({
    ...{ id, deliveredAt: deliveredAt ?? since },
    mileageKm: handovers.find(({ workorderId }) => workorderId === id)?.mileageKm ?? null,
    jobs: jobs.flatMap((job) => (job.workorderId === id ? [named(job, categories)] : [])),
  }))
  const mileageKm = await lastMileage(db, vehicleId)
  return suspect(visits, { now, mileageKm, categories: groupsOf(booked, categories) }, { days, km })?.id ?? null
}

/** A suspicion as the advisor decides on it; null where there is none. */
export async function readSuspicion(db: Reader, workorder: Workorder): Promise<contract.ReworkSuspicion | null> {
  const { suspectedOf, isSameFault, reworkReason } = workorder
  const before = suspectedOf === null ? undefined : await db.findOne(Workorder, { id: suspectedOf })
  if (!before?.deliveredAt) return null
  const jobs = await doneJobs(db, [before.id])
  const booked = await servicesOf(db, workorder)
  const categories = await categoriesOf(db, [...booked, ...jobs.map(({ serviceId }) => serviceId)])
  const again = repeated(
    jobs.map((job) => named(job, categories)),
    groupsOf(booked, categories),
  )
  return {
    ...{ workorderId: before.id, number: before.number, deliveredAt: before.deliveredAt.toISOString() },
    ...{ jobs: again.map(({ name }) => name), isSame: isSameFault, reason: reworkReason },
  }
}

/** Who did the work that is done again (返修): somebody of a higher level should do it this time. */
export const workersBefore = async (db: Reader, { reworkOf }: Workorder): Promise<readonly string[]> =>
  reworkOf === null ? [] : (await doneJobs(db, [reworkOf])).flatMap(({ technicianIds }) => technicianIds)
