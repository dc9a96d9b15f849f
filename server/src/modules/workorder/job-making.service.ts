import { workorder as contract } from '@pitlane/contract'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { findSteps } from '../booking'
import { findServices } from '../catalog'
import { makeLines } from './job-making'
import { JobLine, PartLine } from './job.entity'
import type { Workorder } from './workorder.entity'

interface Agreed {
  readonly lines: readonly contract.QuoteLine[]
  /** The add-on that they come from; null for the quote. */
  readonly addonId: string | null
  /** Places of the labour lines that were agreed to; all where nothing is said. */
  readonly approved?: readonly number[]
}

/**
 * Turns lines that were agreed to into jobs and materials, with the people and bay of the booking as a suggestion. Returns the jobs;
 * the flow is told by the caller. Call it behind the lock of the work order, once per agreement.
 */
export async function makeJobs(tx: Tx, workorder: Workorder, { lines, ...agreed }: Agreed): Promise<JobLine[]> {
  const { id: workorderId, storeId, bookingId } = workorder
  const steps = (await findSteps(tx, [bookingId])).filter(({ kind }) => kind === 'work')
  const serviceIds = [...lines, ...steps].flatMap(({ serviceId }) => serviceId ?? [])
  const services = serviceIds.length === 0 ? [] : await findServices(tx, serviceIds)
  const ordinal = (await tx.count(JobLine, { workorderId })) + 1
  const { jobs, parts } = makeLines(lines, {
    ...{ workorderId, storeId, ordinal, services, suggestions: steps, newId, priceOf: contract.lineFen, ...agreed },
  })
  await tx.insert(JobLine, jobs)
  await tx.insert(PartLine, parts)
  return jobs
}
