import { randomUUID } from 'node:crypto'
import { booking } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { startServer } from './child'
import type { Report } from './report'
import { median } from './load'
import { freshDatabase, openScene, type Scene } from './scene'

const CONNECTIONS = 16
const PER_ROUND = 400
const ROUNDS = 5
const STORES = 40
const TABLES = ['booking', 'claim', 'vehicle_hold', 'outbox_event', 'job'] as const

interface Wish {
  readonly token: string
  readonly body: object
}

/** Placing a booking over HTTP, beside a raw client that inserts copies of the same rows in one transaction each. */
export async function benchPlace(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl)
  const wishes = await prepare(scene, PER_ROUND * (ROUNDS + 1))
  const server = await startServer(databaseUrl, 'web')
  const pool = createPool({
    uri: databaseUrl.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: CONNECTIONS,
    timezone: 'Z',
    dateStrings: true,
  })
  try {
    await placeAll(server.url, wishes.slice(0, PER_ROUND))
    const copier = await createCopier(pool)
    await copier(PER_ROUND)
    const ratios: number[] = []
    const rates: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = await placeAll(server.url, wishes.slice(round * PER_ROUND, (round + 1) * PER_ROUND))
      const raw = await copier(PER_ROUND)
      ratios.push(ours / raw)
      rates.push(ours)
    }
    report.note(
      `${Math.round(median(rates))} bookings a second over HTTP, ${CONNECTIONS} connections, every commit on the disk`,
    )
    report.ratio('place a booking ÷ the same rows by raw mysql2', median(ratios), '≥', 0.5)
  } finally {
    await pool.end()
    await server.stop()
    await scene.close()
  }
}

async function prepare(scene: Scene, count: number): Promise<Wish[]> {
  const stores = []
  for (let i = 0; i < STORES; i++) {
    const store = await scene.make.store({ bays: 6, technicians: 6, name: `店 ${i}` })
    stores.push({ storeId: store.id, serviceId: (await scene.make.service(store.id)).id })
  }
  const from = addDays(new Date().toISOString().slice(0, 10), 3)
  const wishes: Wish[] = []
  for (let i = 0; i < count; i++) {
    const driver = await scene.make.driver()
    const day = addDays(from, Math.floor(i / STORES) % 20)
    const minute = 540 + 60 * (Math.floor(i / STORES / 20) % 8)
    const place = stores[i % STORES]
    wishes.push({
      token: driver.token,
      body: { requestId: randomUUID(), ...place, vehicleId: driver.vehicleId, day, minute, remark: '' },
    })
  }
  return wishes
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
  const where = { booking: 'id = ?', claim: 'booking_id = ?', vehicle_hold: 'reason_id = ?' } as const
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
  if (table === 'vehicle_hold') return { ...row, reason_id: bookingId }
  return { ...row, id: fresh('J') }
}

/** MariaDB answers JSON columns as text, MySQL as objects; a raw insert takes text. */
const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)
