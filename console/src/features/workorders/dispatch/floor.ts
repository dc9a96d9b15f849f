import type { workorder } from '@pitlane/contract'
import { localTime } from '../../../lib/time'

type Detail = workorder.WorkorderDetail
type Job = workorder.JobView

/** A job together with the car that it is for. */
export interface FloorJob {
  readonly job: Job
  readonly order: Detail
  /** The car came before today. */
  readonly isCarriedOver: boolean
}

const LAST = '9999'

const byPromise = (a: FloorJob, b: FloorJob): number =>
  (a.order.promisedAt ?? LAST).localeCompare(b.order.promisedAt ?? LAST) ||
  Number(b.isCarriedOver) - Number(a.isCarriedOver)

/** All jobs of the floor, the promise that breaks next first. */
export const jobsOf = (orders: readonly Detail[], today: string): FloorJob[] =>
  orders
    .flatMap((order) => {
      const isCarriedOver = order.arrivedAt !== null && localTime(new Date(order.arrivedAt)).day < today
      return order.jobs.map((job) => ({ job, order, isCarriedOver }))
    })
    .sort(byPromise)

/** Nobody has it yet, and the owner has agreed to it. */
export const isWaiting = ({ job, order }: FloorJob): boolean => job.state === 'new' && order.may.includes('dispatch')

const HELD = ['assigned', 'running', 'paused'] as const satisfies readonly workorder.JobState[]

/** What somebody has to do. */
export const heldBy = (jobs: readonly FloorJob[], technicianId: string): FloorJob[] =>
  jobs.filter(
    ({ job }) => HELD.some((state) => state === job.state) && job.technicians.some(({ id }) => id === technicianId),
  )

/** Cars with work to be given away, or under way. */
export const isOnFloor = ({ state }: Pick<workorder.WorkorderCard, 'state'>): boolean =>
  state === 'authorised' || state === 'dispatched' || state === 'in_progress'
