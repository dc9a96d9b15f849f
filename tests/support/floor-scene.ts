import { workorder, type Body } from '@pitlane/contract'
import { JobLine, PartLine } from '../../server/src/modules/workorder/job.entity'
import { Addon, WorkorderEntry } from '../../server/src/modules/workorder/workorder.entity'
import type { TestApp } from './app'
import { given } from './given'
import { once, quoteOf, workshopScene } from './workorder-scene'

/** Somebody of the floor: their log-in, and what they are on the roster. */
export interface Mechanic {
  readonly id: string
  readonly token: string
  readonly staffId: string
}

const minute = 60_000
export const minutes = (count: number): number => count * minute

interface Shift {
  readonly hours?: [from: number, to: number]
}

/** They come at noon, when the cars are booked for: nobody begins earlier. */
export const FROM_NOON: Shift = { hours: [720, 1080] }

/** A workshop with two technicians who have phones, and a free bay; cars are brought to where the test begins. */
export async function floorScene(t: TestApp, shift: Shift = {}) {
  const scene = await workshopScene(t)
  const { store, dispatcher, inspector, advisor, photos, driver } = scene
  const db = t.world.app.db.read

  const mechanic = async (over: Parameters<ReturnType<typeof given>['technician']>[1] = {}): Promise<Mechanic> => {
    const { staffId, token } = await given(t).staff('technician', 'store', store.id)
    const { id } = await given(t).technician(store.id, { name: '王强', staffId, ...shift, ...over })
    return { id, token, staffId }
  }
  const first = await mechanic()
  const second = await mechanic({ name: '李明' })
  const bay = await given(t).bay(store.id, { name: '快保 9 号' })

  const jobsOf = (workorderId: string) => db.find(JobLine, { where: { workorderId }, order: { ordinal: 'ASC' } })
  const partsOf = (workorderId: string) => db.find(PartLine, { where: { workorderId }, order: { id: 'ASC' } })
  const jobOf = async (id: string) => {
    const job = await db.findOne(JobLine, { id })
    if (!job) throw new Error('no such job')
    return job
  }
  const addonOf = async (id: string) => {
    const addon = await db.findOne(Addon, { id })
    if (!addon) throw new Error('no such add-on')
    return addon
  }
  /** The timeline as its owner reads it. */
  const told = async (workorderId: string) =>
    (await db.find(WorkorderEntry, { where: { workorderId }, order: { id: 'ASC' } })).flatMap(
      ({ ownerText }) => ownerText ?? [],
    )

  const dispatchCall = async (jobId: string, over: Partial<Body<typeof workorder.dispatch>> = {}) => {
    const { version } = await jobOf(jobId)
    const body = { ...once(), version, technicianIds: [first.id], bayId: bay.id, ...over }
    return { params: { jobId }, body }
  }
  const workCall = async (jobId: string, over: Partial<Body<typeof workorder.startJob>> = {}) => ({
    ...{ params: { jobId }, body: { ...once(), version: (await jobOf(jobId)).version, ...over } },
  })
  const pauseCall = async (jobId: string, over: Partial<Body<typeof workorder.pauseJob>> = {}) => {
    const { params, body } = await workCall(jobId)
    return { params, body: { ...body, reason: 'break' as const, note: '', ...over } }
  }
  const finishCall = async (jobId: string, by = first, over: Partial<Body<typeof workorder.finishJob>> = {}) => {
    const { params, body } = await workCall(jobId)
    const photoIds = await photos(1, by.token)
    return { params, body: { ...body, photoIds, isSelfChecked: true as const, note: '', ...over } }
  }

  const dispatch = async (jobId: string, over: Partial<Body<typeof workorder.dispatch>> = {}) =>
    t.ok(workorder.dispatch, await dispatchCall(jobId, over), dispatcher.token)
  const start = async (jobId: string, by = first) => t.ok(workorder.startJob, await workCall(jobId), by.token)
  const finish = async (jobId: string, by = first) => t.ok(workorder.finishJob, await finishCall(jobId, by), by.token)

  /** A car whose only job was given to the first technician. */
  const dispatched = async (who = driver, over: Partial<Body<typeof workorder.dispatch>> = {}) => {
    const { id } = await scene.authorised(who)
    const [job] = await jobsOf(id)
    if (!job) throw new Error('no job')
    await dispatch(job.id, over)
    return { id, jobId: job.id }
  }
  const working = async (who = driver) => {
    const car = await dispatched(who)
    await start(car.jobId)
    return car
  }
  /** A car that waits for its final check. */
  const done = async (who = driver) => {
    const car = await working(who)
    t.clock.pass(minutes(50))
    await refresh()
    await finish(car.jobId)
    return car
  }

  /** A car in for its brakes, agreed to and not yet given to anybody. */
  const braked = async (who = driver) => {
    const lines = quoteOf(t, scene.service.id).lines.map((line) =>
      line.kind === 'labour' ? { ...line, name: '更换前制动片' } : line,
    )
    const { id } = await scene.authorised(who, { lines })
    const [job] = await jobsOf(id)
    if (!job) throw new Error('no job')
    return { id, jobId: job.id }
  }
  /** One whose brakes the first technician has done: a colleague has to look at them. */
  const checkable = async (who = driver) => {
    const car = await braked(who)
    await dispatch(car.jobId)
    await start(car.jobId)
    await pass(30)
    await finish(car.jobId)
    return car
  }
  const checkCall = async (jobId: string, over: Partial<Body<typeof workorder.checkJob>> = {}) => {
    const { params, body } = await workCall(jobId)
    return { params, body: { ...body, isPassed: true, reason: '', photoIds: [], ...over } }
  }
  const check = async (jobId: string, by = second) => t.ok(workorder.checkJob, await checkCall(jobId), by.token)

  const people = {
    first,
    second,
    desk: scene.desk,
    dispatcher,
    inspector,
    advisor,
    manager: scene.manager,
    cashier: scene.cashier,
  }
  /** Log-ins last ten minutes: everybody logs in again after the clock has moved. */
  const refresh = async () => {
    for (const person of Object.values(people)) {
      const token = await given(t).freshToken({ kind: 'staff', id: person.staffId })
      Object.assign(person, { token })
    }
    Object.assign(driver, { token: await given(t).freshToken({ kind: 'customer', id: driver.customerId }) })
  }
  const pass = async (count: number) => {
    t.clock.pass(minutes(count))
    await refresh()
  }

  /** Another owner whose car was booked for this time of today. */
  const another = async (minute = 840): Promise<typeof driver> => {
    const who: typeof driver & { minute: number } = { ...(await given(t).driver()), minute }
    return who
  }

  /** A place for one more car; rosters are remembered, so before the first of them comes. */
  const otherBay = async () => ({ bayId: (await given(t).bay(store.id, { name: '快保 10 号' })).id })

  return {
    ...{ another, otherBay },
    ...{ ...scene, mechanic, first, second, bay, jobsOf, partsOf, jobOf, addonOf, told },
    ...{ dispatchCall, workCall, pauseCall, finishCall, dispatch, start, finish },
    ...{ dispatched, working, done, refresh, pass, braked, checkable, checkCall, check },
  }
}
