import { cellRange, cellsWithin, NO_BITS, or, type Bits } from '../../server/src/modules/booking/bits'
import { assign, type Demand, type Resource } from '../../server/src/modules/booking/capacity'
import { reseat, type Seat } from '../../server/src/modules/booking/reseat'

const open = cellsWithin(540, 1080)
/** First and last cell of the day. */
export const DAY_FROM = 36
export const DAY_TO = 72

/** A job of one person: who may do it, and when. */
export interface Job {
  readonly from: number
  readonly cells: number
  readonly eligible: readonly number[]
}

export const seatOf = (job: Job, key: string, isMovable = true): Seat => ({
  ...{ key, kind: 'technician', from: job.from, to: job.from + job.cells, isMovable },
  eligible: new Map(job.eligible.map((i) => [`t${i}`, open])),
})

/** A visit of one step that needs one person, in a bay nobody else wants. */
export function visitOf(job: Job, taken: ReadonlyMap<string, Bits>): Demand[] {
  const person = (i: number): Resource => ({
    ...{ id: `t${i}`, open, taken: taken.get(`t${i}`) ?? NO_BITS, breadth: 1 },
  })
  const bay: Resource = { id: 'free-bay', open, taken: NO_BITS, breadth: 1 }
  const technicians = job.eligible.map(person)
  return [{ minutes: job.cells * 15, technicianCount: 1, bays: [bay], technicians, kept: 0 }]
}

/**
 * The slow oracle: tries everything, in the order of time, and no state of the day twice (until when each person is busy is all
 * that matters for the rest).
 */
export function canSeatAll(jobs: readonly Job[]): boolean {
  const inOrder = [...jobs].sort((a, b) => a.from - b.from)
  const hopeless = new Set<string>()
  const canFrom = (at: number, busyUntil: readonly number[]): boolean => {
    const job = inOrder[at]
    if (!job) return true
    const state = `${at}:${busyUntil.map((until) => Math.max(until, job.from)).join()}`
    if (hopeless.has(state)) return false
    const isFound = job.eligible.some((who) => {
      if ((busyUntil[who] ?? 0) > job.from) return false
      return canFrom(
        at + 1,
        busyUntil.map((until, i) => (i === who ? job.from + job.cells : until)),
      )
    })
    if (!isFound) hopeless.add(state)
    return isFound
  }
  const people = 1 + Math.max(0, ...jobs.flatMap((job) => job.eligible))
  return canFrom(0, new Array<number>(people).fill(0))
}

interface Taken {
  readonly seat: Seat
  readonly resourceId: string
}

const takenBy = (seats: readonly Taken[]): ReadonlyMap<string, Bits> =>
  seats.reduce((taken, { seat, resourceId }) => {
    return taken.set(resourceId, or(taken.get(resourceId) ?? NO_BITS, cellRange(seat.from, seat.to)))
  }, new Map<string, Bits>())

/** The seats of a day after one more car, or undefined when it is refused. */
function withJob(seats: readonly Taken[], job: Job, key: string, isReseating: boolean): Taken[] | undefined {
  const visit = visitOf(job, takenBy(seats))
  const greedy = assign(visit, job.from * 15)
  const room = isReseating && !greedy ? reseat(visit, job.from * 15, seats) : undefined
  const [who] = (greedy ?? room?.chosen)?.[0]?.technicianIds ?? []
  if (who === undefined) return undefined
  const moved = seats.map((one) => room?.moves.find(({ seat }) => seat === one.seat) ?? one)
  return [...moved, { seat: seatOf(job, key), resourceId: who }]
}

/** Books cars one after another, as owners do. Returns which were accepted, and who has them. */
export function bookDay(jobs: readonly Job[], isReseating = true) {
  let seats: Taken[] = []
  const accepted = jobs.filter((job, i) => {
    const next = withJob(seats, job, `car ${i}`, isReseating)
    if (next) seats = next
    return next !== undefined
  })
  return { accepted, seats }
}
