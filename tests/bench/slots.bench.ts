import { addDays } from '@pitlane/kernel'
import { startChild, startServer, usageOf } from './child'
import { load, median } from './load'
import type { Report } from './report'
import { freshDatabase, openScene, writeHistory, type Scene } from './scene'

const ROUNDS = 5
const CONNECTIONS = 32
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

interface Place {
  readonly storeId: string
  readonly serviceId: string
}

const pathOf = ({ storeId, serviceId }: Place, day: string) =>
  `/api/slots?storeId=${storeId}&serviceIds=${serviceId}&day=${day}`

const pageOf = ({ storeId, serviceId }: Place) => `/api/slot-page?storeId=${storeId}&serviceIds=${serviceId}`

/** The hot read: free times of one service, store and day. */
export async function benchSlots(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl)
  const store = await scene.make.store({ bays: 10, technicians: 12 })
  const service = await scene.make.service(store.id)
  const place = { storeId: store.id, serviceId: service.id }
  await writeHistory(scene, store, service.id, 2_000)
  const path = pathOf(place, addDays(today(), 2))
  let server = await startServer(databaseUrl, 'web')
  try {
    await warmAgainstBare(report, 'slots', server.url + path, { ratio: 0.85, cpuMs: 0.1 })
    await warmAgainstBare(report, 'slot page', server.url + pageOf(place), { ratio: 0.3, cpuMs: 0.3, bytes: 4096 })
    await server.stop()
    server = await startServer(databaseUrl, 'web')
    const small = await coldMs(server.url, place)
    await server.stop()
    await grow(scene, store, service.id)
    server = await startServer(databaseUrl, 'web')
    const large = await coldMs(server.url, place)
    report.ratio('slots, cold read with 200,000 bookings ÷ with 2,000', large / small, '≤', 1.3)
    await memoryAfterReads(report, server.url, path)
  } finally {
    await server.stop()
    await scene.close()
  }
}

const grow = async (scene: Scene, store: { id: string }, serviceId: string) => {
  for (let i = 0; i < 9; i++) await writeHistory(scene, store, serviceId, 22_000, 2_000 + i * 22_000)
}

interface Aims {
  readonly ratio: number
  readonly cpuMs: number
  readonly bytes?: number
}

async function warmAgainstBare(report: Report, what: string, asked: string, aims: Aims): Promise<void> {
  const { origin: url } = new URL(asked)
  const body = Buffer.from(await (await fetch(asked)).arrayBuffer())
  const bare = await startChild(['tests/bench/bare-koa.cjs'], { BENCH_BODY: body.toString('base64') }, '/')
  const ratios: number[] = []
  const cpuMs: number[] = []
  await load(asked, { connections: CONNECTIONS, seconds: 2 })
  await load(bare.url, { connections: CONNECTIONS, seconds: 2 })
  for (let round = 0; round < ROUNDS; round++) {
    const before = await usageOf(url)
    const ours = await load(asked, { connections: CONNECTIONS, seconds: 3 })
    const after = await usageOf(url)
    const floor = await load(bare.url, { connections: CONNECTIONS, seconds: 3 })
    ratios.push(ours.perSecond / floor.perSecond)
    cpuMs.push(((after.cpuSeconds - before.cpuSeconds) / ours.total) * 1000)
  }
  await bare.stop()
  report.note(`answers of ${body.length} bytes, ${CONNECTIONS} connections, median of ${ROUNDS} rounds in turn`)
  report.ratio(`${what}, warm ÷ bare Koa sending the same bytes`, median(ratios), '≥', aims.ratio)
  report.ratio(`${what}, warm, CPU ms per request`, median(cpuMs), '≤', aims.cpuMs)
  if (aims.bytes) report.ratio(`${what}, bytes`, body.length, '≤', aims.bytes)
}

/** Median time of a read that finds nothing in memory, each day for the first time, on a server that has just started. */
async function coldMs(url: string, place: Place): Promise<number> {
  const times: number[] = []
  for (let i = 1; i <= 60; i++) {
    const startedAt = performance.now()
    const answer = await fetch(url + pathOf(place, addDays(today(), i)))
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`a cold read answered ${answer.status}`)
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

async function memoryAfterReads(report: Report, url: string, path: string): Promise<void> {
  await load(url + path, { connections: CONNECTIONS, amount: 100_000 })
  const { residentBytes } = await usageOf(url)
  report.ratio('resident memory after 100,000 slot reads, MB', residentBytes / 1024 / 1024, '≤', 200)
}
