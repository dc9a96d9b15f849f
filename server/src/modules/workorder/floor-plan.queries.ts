import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import { JobLine, type JobInterval } from './job.entity'
import { findRuns } from './job.queries'
import { IN_HOUSE } from './lifecycle'
import { Workorder } from './workorder.entity'

/** Jobs wait for somebody in these states of their work order. */
const WAITING: readonly Workorder['state'][] = ['authorised', 'dispatched', 'in_progress']

export interface Floor {
  readonly orders: ReadonlyMap<string, Workorder>
  /** Jobs that were given to somebody: open, or done since the day began. */
  readonly given: readonly JobLine[]
  /** Jobs that wait for somebody. */
  readonly waiting: readonly JobLine[]
  readonly runs: readonly JobInterval[]
}

/** The jobs of a store that a day is about, in as many statements for a hundred cars as for one. */
export async function readFloor(db: Reader, storeId: string, dayStart: Date): Promise<Floor> {
  const rows = await db.find(Workorder, {
    where: [
      { storeId, state: In([...IN_HOUSE]) },
      { storeId, state: In(['delivered', 'closed']), deliveredAt: MoreThanOrEqual(dayStart) },
    ],
  })
  const orders = new Map(rows.map((order) => [order.id, order]))
  const jobs =
    rows.length === 0
      ? []
      : await db.find(JobLine, { where: { workorderId: In([...orders.keys()]) }, order: { id: 'ASC' } })
  const isToday = ({ doneAt }: JobLine) => doneAt !== null && doneAt >= dayStart
  const given = jobs.filter((job) => {
    if (job.state === 'new' || job.state === 'cancelled') return false
    return (job.state !== 'done' && job.state !== 'passed') || isToday(job)
  })
  const isWaiting = ({ state, workorderId }: JobLine) =>
    state === 'new' && WAITING.includes(orders.get(workorderId)?.state ?? 'pre')
  const waiting = jobs.filter(isWaiting)
  const ids = [...given, ...waiting].map(({ id }) => id)
  return { orders, given, waiting, runs: await findRuns(db, ids) }
}
