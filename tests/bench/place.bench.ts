import { randomUUID } from 'node:crypto'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { place } from '../../server/src/modules/booking/placing.service'
import { startServer } from './child'
import type { Report } from './report'
import { median } from './load'
import { freshDatabase, openScene, type Scene } from './scene'

const CONNECTIONS = 16
/** Long enough that what is read anew once in ten seconds weighs as it does in service. */
const PER_ROUND = 1500
const PER_HTTP_ROUND = 400
const ROUNDS = 5
const STORES = 40
const TABLES = ['booking', 'booking_step', 'claim', 'vehicle_hold', 'outbox_event', 'job'] as const

interface Wish {
  readonly token: string
  readonly customerId: string
  readonly body: Parameters<typeof place>[2]
}

/** Placing a booking, with all its checks, by the command itself and over HTTP, beside a raw client that inserts copies of the same rows in one transaction each. */
export async function benchPlace(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl)
  const wishes = await prepare(scene, (PER_ROUND + PER_HTTP_ROUND) * (ROUNDS + 1))
  const server = await startServer(databaseUrl, 'web')
  const pool = createPool({
    uri: databaseUrl.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: CONNECTIONS,
    timezone: 'Z',
    dateStrings: true,
  })
  try {
    const take = (count: number) => wishes.splice(0, count)
    const byCommand = (items: readonly Wish[]) =>
      rate(items, ({ customerId, body }) => placeHere(scene, customerId, body))
    await byCommand(take(PER_ROUND))
    await placeAll(server.url, take(PER_HTTP_ROUND))
    const copier = await createCopier(pool)
    await copier(PER_ROUND)
    const ratios: number[] = []
    const http: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = await byCommand(take(PER_ROUND))
      const raw = await copier(PER_ROUND)
      http.push((await placeAll(server.url, take(PER_HTTP_ROUND))) / raw)
      ratios.push(ours / raw)
    }
    report.note(`${CONNECTIONS} connections, every commit on the disk, median of ${ROUNDS} rounds in turn`)
    report.ratio('place a booking ÷ the same rows by raw mysql2', median(ratios), '≥', 0.5)
    report.note(`the same over HTTP, log-in and answer included: ${median(http).toFixed(3)}`)
  } finally {
    await pool.end()
    await server.stop()
    await scene.close()
  }
}

async function prepare(scene: Scene, count: number): Promise<Wish[]> {
  const stores: { storeId: string; serviceIds: string[] }[] = []
  for (let i = 0; i < STORES; i++) {
    const store = await scene.make.store({ bays: 6, technicians: 6, name: `店 ${i}` })
    stores.push({ storeId: store.id, serviceIds: [(await scene.make.service(store.id)).id] })
  }
  const from = addDays(new Date().toISOString().slice(0, 10), 3)
  const wishes: Wish[] = []
  const prepareOne = async (i: number) => {
    const driver = await scene.make.driver()
    const day = addDays(from, Math.floor(i / STORES) % 20)
    const minute = 540 + 60 * (Math.floor(i / STORES / 20) % 8)
    const where = stores[i % STORES]
    if (!where) throw new Error('no store')
    wishes.push({
      token: driver.token,
      customerId: driver.customerId,
      body: { requestId: randomUUID(), ...where, vehicleId: driver.vehicleId, day, minute, remark: '' },
    })
  }
  await rate(
    Array.from({ length: count }, (_, i) => i),
    prepareOne,
  )
  return wishes
}

async function placeHere(scene: Scene, customerId: string, body: Wish['body']): Promise<void> {
  await place(scene.world.app, { kind: 'customer', customerId, sessionId: 'bench' }, body)
}

/** Runs `work` over items from so many at a time; returns items per second. */
async function rate<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<number> {
  const queue = [...items]
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
    }),
  )
  return items.length / ((performance.now() - startedAt) / 1000)
}

const placeAll = (url: string, wishes: readonly Wish[]) =>
  rate(wishes, async ({ token, body }) => {
    const answer = await fetch(url + booking.place.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`place answered ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
  })

/** Copies what one booking wrote, row for row, under new ids. */
async function createCopier(pool: Pool): Promise<(count: number) => Promise<number>> {
  const [[sample]] = await pool.query<RowDataPacket[]>('select id from booking order by id limit 1')
  const id = String(sample?.['id'])
  const rows = new Map<string, Record<string, unknown>[]>()
  const where = {
    booking: 'id = ?',
    booking_step: 'booking_id = ?',
    claim: 'booking_id = ?',
    vehicle_hold: 'reason_id = ?',
  } as const
  for (const table of TABLES) {
    const condition = table in where ? where[table as keyof typeof where] : "json_value(payload, '$.bookingId') = ?"
    const [found] = await pool.query<RowDataPacket[]>(`select * from ${table} where ${condition}`, [id])
    if (found.length === 0) throw new Error(`a booking left nothing in ${table}`)
    rows.set(table, found)
  }
  let serial = 0
  const fresh = (prefix: string) => `${prefix}${String(++serial).padStart(20, '0')}`
  const one = async () => {
    const bookingId = fresh('B')
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      for (const [table, originals] of rows) {
        const copies = originals.map((row) => renamed(table, row, bookingId, fresh))
        const columns = Object.keys(copies[0] ?? {})
        const values = copies.map((row) => columns.map((column) => plain(row[column])))
        await connection.query(`insert into ${table} (${columns.join(',')}) values ?`, [values])
      }
      await connection.commit()
    } finally {
      connection.release()
    }
  }
  return (count) =>
    rate(
      Array.from({ length: count }, (_, i) => i),
      one,
    )
}

function renamed(
  table: string,
  row: Record<string, unknown>,
  bookingId: string,
  fresh: (prefix: string) => string,
): Record<string, unknown> {
  if (table === 'booking') {
    const unique = bookingId.slice(-9)
    return { ...row, id: bookingId, number: `N${unique}`, request_id: bookingId, live_key: bookingId }
  }
  if (table === 'claim') return { ...row, day: bookingId.slice(-10), booking_id: bookingId }
  if (table === 'booking_step') return { ...row, booking_id: bookingId }
  if (table === 'vehicle_hold') return { ...row, reason_id: bookingId }
  return { ...row, id: fresh('J') }
}

/** MariaDB answers JSON columns as text, MySQL as objects; a raw insert takes text. */
const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)
