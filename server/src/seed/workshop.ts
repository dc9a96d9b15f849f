import { MINUTE_MS } from '@pitlane/kernel'
import { Booking, BookingStep } from '../modules/booking/booking.entity'
import { Trip } from '../modules/mobility/mobility.entity'
import { Bay, Technician } from '../modules/store/store.entity'
import { JobLine } from '../modules/workorder/job.entity'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import type { Tx } from '../platform/database'
import { toInstant } from '../platform/local-time'
import { dayIn, type Today } from './calendar'
import { diceOf } from './dice'
import type { House } from './organisation'
import { STAFF } from './staff-data'
import { ZONE } from './store-data'
import { Driver } from './workshop-acts'
import { castOf, type Arrival } from './workshop-cast'
import { courseOf, courseTo, type Stage, type Timed } from './workshop-course'
import { crewOf, type Car, type Crew } from './workshop-crew'
import type { Names } from './workshop-history'
import { pastOf } from './workshop-past'
import { PhotoShelf, type Album } from './workshop-photos'
import { stepsOf } from './workshop.queries'
import { Chronicle } from './workshop-chronicle'

export interface WorkshopScene {
  readonly houses: readonly House[]
  /** Ids by user name. */
  readonly staff: ReadonlyMap<string, string>
  /** How far cars have come of which that is not left to chance, by booking. */
  readonly stages: ReadonlyMap<string, Stage>
  /** Owners to log in as: their visits of the past have photos. */
  readonly owners: ReadonlySet<string>
  readonly album: Album
}

/**
 * What has become of every car that came: visits that are over have their whole history, and cars of today and yesterday stand in every
 * lane. Cars in the house, and one visit for each service, were brought there by the commands of the module; the other visits of
 * the past are copies of those with people, cars and times of their own. Answers the photos, whose bytes are still to be stored.
 */
export async function seedWorkshop(app: App, tx: Tx, today: Today, scene: WorkshopScene): Promise<PhotoShelf> {
  const dice = diceOf(`workshop ${today.day}`)
  const past = pastOf(app, tx, today.now)
  const shelf = new PhotoShelf(past.tx, dice)
  const chronicle = new Chronicle(past.tx, await namesOf(tx), today.now)
  const driver = new Driver(past, shelf, scene.album, dice)
  const visits: Visit[] = []
  for (const house of scene.houses) visits.push(...(await visitsAt(tx, today, house, scene)))
  for (const { car, course, steps, isOver } of visits) {
    const isTold = !isOver || (!scene.owners.has(car.booking.customerId) && (await chronicle.tell(dice, car, steps)))
    if (isTold) continue
    await driver.drive(car, course)
    await chronicle.learn(car, steps)
  }
  await chronicle.write()
  const open = visits.filter(({ isOver }) => !isOver)
  // Whoever is worked on now comes last, so that its people are free for the others before.
  open.sort((a, b) => Number(isRunning(a.course)) - Number(isRunning(b.course)) || a.rank - b.rank)
  for (const { car, course } of open) {
    await driver.drive(car, await withoutClash(past.tx, car, course))
    await noteEnd(past.tx, today, car)
  }
  return shelf
}

interface Visit {
  readonly car: Car
  readonly steps: Arrival['steps']
  readonly course: readonly Timed[]
  readonly isOver: boolean
  /** Whose people are whose when two want the same: the lowest first. */
  readonly rank: number
}

/** What becomes of the cars of one store by now. */
async function visitsAt(tx: Tx, today: Today, house: House, scene: WorkshopScene): Promise<Visit[]> {
  const crew = await crewOf(tx, house, scene.staff)
  const arrivals = await arrivalsOf(tx, house)
  const cast = await castAt(tx, today, house, arrivals, scene.stages)
  return arrivals.map((arrival): Visit => {
    const car = carOf(today, house, crew, arrival)
    const stage = cast.get(arrival.booking.id)
    const [work, arrivedAt] = [workOf(car), arrival.booking.updatedAt]
    const course = stage ? courseTo(stage, arrivedAt, work, today.now) : courseOf(arrivedAt, work, restAt(car))
    const isOver = !stage && course.every(({ at }) => at < today.now)
    const rank = (stage ? 0 : 1) + (scene.stages.has(arrival.booking.id) ? 0 : 1)
    return { car, steps: arrival.steps, course: course.filter(({ at }) => at < today.now), isOver, rank }
  })
}

async function namesOf(tx: Tx): Promise<Names> {
  const [technicians, bays] = [await tx.find(Technician), await tx.find(Bay)]
  return {
    technicians: new Map(technicians.map((one) => [one.id, one])),
    bays: new Map(bays.map((one) => [one.id, one])),
  }
}

async function arrivalsOf(tx: Tx, { store }: House): Promise<Arrival[]> {
  const bookings = await tx.find(Booking, { where: { storeId: store.id, state: 'arrived' } })
  const workorders = await tx.find(Workorder, { where: { storeId: store.id } })
  const idOf = new Map(workorders.map(({ id, bookingId }) => [bookingId, id]))
  const all = await stepsOf(
    tx,
    bookings.map(({ id }) => id),
  )
  const arrivals = bookings.map((booking): Arrival => ({
    ...{ booking, workorderId: idOf.get(booking.id) ?? '' },
    steps: all.filter(({ bookingId }) => bookingId === booking.id),
  }))
  const key = ({ booking: { updatedAt, id } }: Arrival) => `${updatedAt.toISOString()} ${id}`
  return arrivals.sort((a, b) => key(b).localeCompare(key(a)))
}

/** In the flagship store there is a car in each lane. */
async function castAt(
  tx: Tx,
  today: Today,
  { data, store }: House,
  arrivals: readonly Arrival[],
  stages: ReadonlyMap<string, Stage>,
): Promise<ReadonlyMap<string, Stage>> {
  const mine = new Map([...stages].filter(([id]) => arrivals.some(({ booking }) => booking.id === id)))
  if (data.key !== 'pudong') return mine
  const trips = await tx.find(Trip, { where: { storeId: store.id, direction: 'return' } })
  const home = new Set(
    trips.flatMap(({ bookingId, state }) => (state === 'returned' || state === 'en_route' ? bookingId : [])),
  )
  const isHere = ({ booking: { id, day, lastDay } }: Arrival) =>
    mine.has(id) || (day >= dayIn(today, -1) && lastDay === null && !home.has(id))
  const name = STAFF.find(({ isTechnician }) => isTechnician)?.name ?? ''
  const [technician] = await tx.find(Technician, { where: { storeId: store.id, name } })
  return castOf({ arrivals: arrivals.filter(isHere), given: mine, technicianId: technician?.id })
}

function carOf(today: Today, house: House, crew: Crew, { booking, steps, workorderId }: Arrival): Car {
  const last = steps.at(-1)
  const planned = toInstant(last?.day ?? booking.day, last?.endsMinute ?? booking.endsMinute, ZONE).getTime()
  const promised = planned + 30 * MINUTE_MS
  const quarter = 15 * MINUTE_MS
  const soon = Math.ceil(today.now.getTime() / quarter) * quarter + 120 * MINUTE_MS
  const booked = steps.flatMap(({ kind, serviceId, priceFen }, i) => {
    const isFirst = steps.findIndex((one) => one.kind === 'work' && one.serviceId === serviceId) === i
    const service = house.services.find(({ row }) => row.id === serviceId)?.row
    return kind === 'work' && isFirst && service ? [{ service, priceFen }] : []
  })
  const isOld = booking.updatedAt < today.began && planned < today.began.getTime()
  const [, rest] = steps.filter(({ kind }) => kind === 'work')
  const isStaying = booking.lastDay !== null && rest !== undefined
  return {
    ...{ booking, workorderId, crew, booked, promisedAt: new Date(isOld ? soon : promised) },
    ...(isStaying ? { rest } : {}),
  }
}

const restAt = ({ rest }: Car): Date | undefined =>
  rest && new Date(toInstant(rest.day, rest.startsMinute, ZONE).getTime() + MINUTE_MS)

const workOf = ({ booked }: Car): number => booked.reduce((sum, { service }) => sum + (service.bayMinutes ?? 30), 0)

/** The booking says when its work was done, as the workshop does; a promise of yesterday that nobody has looked at yet is put right. */
async function noteEnd(tx: Tx, today: Today, { booking, workorderId, promisedAt }: Car): Promise<void> {
  const workorder = await tx.findOne(Workorder, { id: workorderId })
  await tx.update(Booking, { id: booking.id }, { finishedAt: workorder?.workDoneAt ?? null })
  const isBroken = workorder?.promisedAt && workorder.promisedAt < today.now && workorder.quotedAt === null
  if (isBroken && promisedAt > today.now) await tx.update(Workorder, { id: workorderId }, { promisedAt })
}

const isRunning = (course: readonly Timed[]): boolean => ['start', 'propose'].some((act) => act === course.at(-1)?.act)

/** Work begins once its people and its bay are free of the car before. */
async function withoutClash(tx: Tx, { booking }: Car, course: readonly Timed[]): Promise<readonly Timed[]> {
  if (!isRunning(course)) return course
  const steps = await tx.find(BookingStep, { where: { bookingId: booking.id } })
  const works = steps.filter(({ kind }) => kind === 'work')
  const running = await tx.find(JobLine, { where: { state: 'running' } })
  const busy = new Set(running.flatMap(({ bayId, technicianIds }) => [bayId, ...technicianIds]))
  const isTaken = works.some(({ bayId, technicianIds }) => [bayId, ...technicianIds].some((id) => busy.has(id)))
  if (isTaken)
    return course.slice(
      0,
      course.findIndex(({ act }) => act === 'start'),
    )
  return course
}
