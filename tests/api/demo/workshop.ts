import { beforeAll, expect, test } from '@jest/globals'
import { identity, workorder } from '@pitlane/contract'
import { Booking } from '../../../server/src/modules/booking/booking.entity'
import { FlowInstance, FlowTask, FlowTimer } from '../../../server/src/modules/process/process.entity'
import { JobInterval, JobLine } from '../../../server/src/modules/workorder/job.entity'
import { Handover, Inspection, Quote, Workorder } from '../../../server/src/modules/workorder/workorder.entity'
import type { TestApp } from '../../support/app'
import { SEEDING_MS, type DemoSuite } from '../../support/demo'

/** The steps of the flow that may be open in each state; of work there may be one for each job. */
const OPEN: Partial<Record<Workorder['state'], readonly string[]>> = {
  ...{ received: ['inspect'], inspected: ['quote'], quoted: ['authorise'], authorised: ['dispatch'] },
  ...{ dispatched: ['begin'], in_progress: ['begin', 'repair', 'crossCheck'], work_done: ['qc'], qc_passed: ['ready'] },
  ...{ ready: ['settle'], settled: ['handover'], delivered: [], closed: [] },
}

/** In the order in which they happen. */
const MOMENTS = [
  ...(['arrivedAt', 'inspectedAt', 'quotedAt', 'authorisedAt', 'dispatchedAt', 'startedAt', 'workDoneAt'] as const),
  ...(['qcPassedAt', 'readyAt', 'settledAt', 'deliveredAt'] as const),
]

export const saysOfWorkshop: DemoSuite = (demo) => {
  let app: TestApp
  let cars: Workorder[]
  const rows = <R extends object>(table: Parameters<TestApp['world']['app']['db']['read']['find']>[0]) =>
    app.world.app.db.read.find(table) as Promise<R[]>

  beforeAll(async () => {
    app = demo().app
    cars = (await rows<Workorder>(Workorder)).filter(({ arrivedAt }) => arrivedAt !== null)
  }, SEEDING_MS)

  test('has a work order under way or over for every car that came', async () => {
    const came = (await rows<Booking>(Booking)).filter(({ state }) => state === 'arrived').map(({ id }) => id)
    expect(cars.map(({ bookingId }) => bookingId).sort()).toEqual(came.sort())
    const isOver = ({ state }: Workorder) => state === 'delivered' || state === 'closed'
    expect(cars.filter(isOver).length).toBeGreaterThan(100)
    const late = cars.flatMap((car) =>
      MOMENTS.map((moment) => car[moment]?.getTime() ?? 0)
        .filter((moment) => moment > 0)
        .flatMap((moment, i, all) =>
          moment > app.clock.now().getTime() || moment < (all[i - 1] ?? 0) ? [car.number] : [],
        ),
    )
    expect(late).toEqual([])
  })

  test('has the flow of every car where its work order is', async () => {
    const instances = new Map((await rows<FlowInstance>(FlowInstance)).map((one) => [one.id, one]))
    const open = (await rows<FlowTask>(FlowTask)).filter(({ status }) => status === 'open')
    const wrong = cars.flatMap(({ id, number, state, flowId }) => {
      const flow = instances.get(flowId ?? '')
      const nodes = open.filter(({ instanceId }) => instanceId === flowId).map(({ node }) => node)
      const allowed = OPEN[state] ?? []
      const fits = nodes.every((node) => allowed.includes(node)) && nodes.length > 0 === allowed.length > 0
      return flow?.subjectId === id && flow.status === 'running' && fits ? [] : [`${number} ${state} ${nodes.join()}`]
    })
    expect(wrong).toEqual([])
    const waits = (await rows<FlowTimer>(FlowTimer)).filter(({ kind }) => kind === 'wait')
    expect(waits).toHaveLength(cars.filter(({ state }) => state === 'delivered').length)
  })

  test('has documents for what was done, and nobody on two cars at once', async () => {
    const [inspections, quotes, handovers, jobs, runs] = await Promise.all([
      ...[rows<Inspection>(Inspection), rows<Quote>(Quote), rows<Handover>(Handover)],
      ...[rows<JobLine>(JobLine), rows<JobInterval>(JobInterval)],
    ] as const)
    const count = (moment: (typeof MOMENTS)[number]) => cars.filter((car) => car[moment] !== null).length
    expect(inspections).toHaveLength(count('inspectedAt'))
    expect(quotes).toHaveLength(count('quotedAt'))
    expect(handovers).toHaveLength(count('deliveredAt'))
    expect(new Set(jobs.map(({ workorderId }) => workorderId)).size).toBe(count('authorisedAt'))
    const running = runs.flatMap(({ runningKey }) => runningKey ?? [])
    expect(new Set(running).size).toBe(running.length)
    expect(jobs.filter(({ state }) => state === 'running').length).toBeGreaterThanOrEqual(2)
  })

  test('shows a car in every lane, with its photos, and knows what such visits usually take', async () => {
    const token = await demo().staff('guwen')
    const [own] = (await app.ok(identity.staffMe, {}, token)).stores
    const { cards } = await app.ok(workorder.board, { params: { storeId: own?.id ?? '' }, query: {} }, token)
    expect(new Set(cards.map(({ lane }) => lane))).toEqual(new Set(Object.keys(workorder.lanes)))
    const quoted = cards.find(({ state, serviceName }) => state === 'quoted' && serviceName === '小保养')
    const seen = await app.ok(workorder.read, { params: { workorderId: quoted?.id ?? '' } }, token)
    expect(seen.inspection?.photos.length).toBeGreaterThanOrEqual(6)
    expect(seen.inspection?.signature).not.toBeNull()
    expect(app.files.kept.size).toBeGreaterThan(200)
    expect(seen.usualMinutes?.sample ?? 0).toBeGreaterThanOrEqual(30)
  })

  test('has owners, technicians and an inspector with something to do', async () => {
    const headlines = await Promise.all(
      ['周宁', '许安', '沈一帆'].map(async (name) => {
        const { items } = await app.ok(workorder.mine, { query: {} }, await demo().owner(name))
        return items.map(({ state }) => state).sort()
      }),
    )
    expect(headlines).toEqual([
      ['quoted', 'ready'],
      ['in_progress', 'in_progress'],
      ['in_progress', 'received'],
    ])
    const { places } = await app.ok(workorder.myWork, {}, await demo().staff('zhijian'))
    expect(places[0]?.qc.length).toBeGreaterThanOrEqual(1)
    const everybody = demo()
      .logins.logins.filter(({ username }) => username.startsWith('jishi'))
      .map(({ username }) => username)
    const work = await Promise.all(
      everybody.map(async (name) => app.ok(workorder.myWork, {}, await demo().staff(name))),
    )
    expect(work.flatMap((one) => one.places).some(({ jobs }) => jobs.length > 0)).toBe(true)
  })
}
