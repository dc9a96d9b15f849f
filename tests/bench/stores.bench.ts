import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { addDays } from '@pitlane/kernel'
import { dayOf, warmDays } from '../../server/src/modules/booking/slot.service'
import { startServer } from './child'
import { median } from './load'
import type { Report } from './report'
import { freshDatabase, openScene, writeHistory, type Scene } from './scene'

const FEW = 10
const MANY = 1000
const DAYS = 30
const CREW = 6
const AT_ONCE = 16
const MB = 1024 * 1024

interface Place {
  readonly storeId: string
  readonly serviceId: string
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const days = () => Array.from({ length: DAYS }, (_, i) => addDays(today(), i))

/** A group of a thousand stores: what one process keeps in memory of them, how soon it has it, and that a store does not notice the others. */
export async function benchStores(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl)
  try {
    const few = await openStores(scene, FEW)
    const alone = await pageMs(databaseUrl, few)
    const all = [...few, ...(await openStores(scene, MANY - FEW))]
    const amongMany = await pageMs(databaseUrl, all.slice(-FEW))
    report.note(`${MANY} stores with ${CREW} bays and people each, most of them busy for half a day, ${DAYS} days`)
    report.ratio(`free times of a store, cold, among ${MANY} stores ÷ among ${FEW}`, amongMany / alone, '≤', 1.3)
    const { seconds, megabytes } = await remember(scene, all)
    report.ratio(`memory for ${MANY} stores × ${DAYS} days, MB`, megabytes, '≤', 30)
    report.ratio('the same read from the database, seconds', seconds, '≤', 10)
  } finally {
    await scene.close()
  }
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const queue = [...items]
  const results: R[] = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) results.push(await work(item))
    }),
  )
  return results
}

let serial = 0

/** Stores with their bays and people, and claims on each of their days. */
async function openStores(scene: Scene, count: number): Promise<Place[]> {
  const numbers = Array.from({ length: count }, (_, i) => i)
  return inTurns(numbers, async (i) => {
    const store = await scene.make.store({ bays: CREW, technicians: CREW, name: `店 ${i}` })
    const service = await scene.make.service(store.id)
    await writeHistory(scene, store, service.id, 1, serial++)
    await fill(scene, store.id)
    return { storeId: store.id, serviceId: service.id }
  })
}

/** Four cells in the morning, and another eight for every other resource and day: as bookings leave them, but all under one. */
const fill = (scene: Scene, storeId: string): Promise<void> =>
  scene.world.app.db.tx(async (tx) => {
    await tx.put(
      `insert into claim (resource_id, day, cell, store_id, booking_id)
       select r.id, d.day, 36 + n.n, d.store_id, b.id
         from store_day d
         join booking b on b.store_id = d.store_id
         join (select id, store_id from bay union all select id, store_id from technician) r on r.store_id = d.store_id
         join (select 0 as n union select 1 union select 2 union select 3 union select 8 union select 9 union select 10
               union select 11 union select 16 union select 17 union select 18 union select 19) n
           on n.n < 4 or (ord(right(r.id, 1)) + ord(right(d.day, 1))) % 2 = 0
        where d.store_id = ? and d.day >= ? and d.day < ?`,
      [storeId, today(), addDays(today(), DAYS)],
    )
  })

/** Median time in which a server that has just started answers with the free times of a day. */
async function pageMs(databaseUrl: string, stores: readonly Place[]): Promise<number> {
  const server = await startServer(databaseUrl, 'web')
  try {
    const times: number[] = []
    for (const day of days().slice(1, 11)) {
      for (const { storeId, serviceId } of stores) {
        const startedAt = performance.now()
        const answer = await fetch(`${server.url}/api/slots?storeId=${storeId}&serviceIds=${serviceId}&day=${day}`)
        await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`free times answered ${answer.status}`)
        times.push(performance.now() - startedAt)
      }
    }
    return median(times)
  } finally {
    await server.stop()
  }
}

/** Every day of every store once, as a process has them that serves all of them. */
async function remember(scene: Scene, stores: readonly Place[]): Promise<{ seconds: number; megabytes: number }> {
  const { app } = scene.world
  const state = await dayOf(app, stores[1]?.storeId ?? '', addDays(today(), 1))
  if (!state || state.taken.size < CREW) throw new Error('nothing is known of a day')
  // What is read for the first time only (statements, code) is not what is measured.
  for (const day of days()) await dayOf(app, stores[0]?.storeId ?? '', day)
  const before = heldBytes()
  const startedAt = performance.now()
  await inTurns(stores, ({ storeId }) => warmDays(app, storeId, today(), DAYS))
  const seconds = (performance.now() - startedAt) / 1000
  return { seconds, megabytes: (heldBytes() - before) / MB }
}

/** Memory that is in use after everything that nobody uses was swept away. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const sweep = runInNewContext('gc') as () => void
  sweep()
  sweep()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
