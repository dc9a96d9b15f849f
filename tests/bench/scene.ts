import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import { systemClock } from '@pitlane/kernel'
import { Booking, BookingStep, Claim, ordinary } from '../../server/src/modules/booking/booking.entity'
import { newId } from '../../server/src/platform/id'
import { readConfig } from '../../server/src/platform/config'
import { dialectOf } from '../../server/src/platform/connection'
import { createLog } from '../../server/src/platform/log'
import { migrate } from '../../server/src/platform/migrate'
import type { PayPort } from '../../server/src/platform/pay-port'
import { openWorld, type World } from '../../server/src/world'
import { TestClock } from '../support/clock'
import { given } from '../support/given'
import { TestFiles, TestSms, TestWechat } from '../support/ports'
import type { TestApp } from '../support/app'
import { secrets } from './child'

/** A fresh database on the bench's MariaDB server. */
export async function freshDatabase(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('npm run bench provides TEST_DATABASE_URL')
  const name = `bench_${randomBytes(4).toString('hex')}`
  const connection = await createConnection(server.replace(/^mariadb:/, 'mysql:'))
  await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`)
  await connection.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

export interface Scene {
  readonly world: World
  readonly make: ReturnType<typeof given>
  close(): Promise<void>
}

/** Opens a database in this process to write rows; the servers that are measured are processes of their own. */
export async function openScene(
  databaseUrl: string,
  { pay, env }: { readonly pay?: PayPort; readonly env?: Record<string, string> } = {},
): Promise<Scene> {
  const config = readConfig({ ...secrets, NODE_ENV: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', ...env })
  const ports = { wechat: new TestWechat(), sms: new TestSms(), files: new TestFiles(), ...(pay && { pay }) }
  const world = await openWorld({ config, log: createLog('silent'), ports: () => ports })
  await migrate(world.source, dialectOf(databaseUrl), path.resolve('sql'), systemClock.now())
  const clock = new TestClock(systemClock.now())
  return { world, make: given({ world, clock } as TestApp), close: () => world.close() }
}

/** Writes `count` bookings of the past with their claims, for a store that has lived long. */
export async function writeHistory(
  scene: Scene,
  store: { id: string },
  serviceId: string,
  count: number,
  offset = 0,
): Promise<void> {
  const driver = await scene.make.driver()
  const bay = await scene.make.bay(store.id, { name: `历史 ${newId().slice(-6)}` })
  const perDay = 8
  const rows = Array.from({ length: count }, (_, n): { booking: Booking; step: BookingStep; claims: Claim[] } => {
    const i = offset + n
    const day = new Date(Date.UTC(2026, 0, 1) - Math.floor(i / perDay) * 86_400_000).toISOString().slice(0, 10)
    const id = newId()
    const minute = 540 + 60 * (i % perDay)
    const at = new Date(`${day}T01:00:00Z`)
    const booking: Booking = {
      ...{
        id,
        number: `B${String(i).padStart(9, '0')}`,
        requestId: newId(),
        storeId: store.id,
        customerId: driver.customerId,
      },
      ...{
        vehicleId: driver.vehicleId,
        state: 'arrived',
        version: 3,
        day,
        startsMinute: minute,
        endsMinute: minute + 60,
      },
      ...{ startsAt: at, priceFen: 48_000, remark: '', liveKey: `h:${i}`, channel: 'owner', heldUntil: null },
      ...{ ...ordinary, createdAt: at, updatedAt: at },
    }
    const step: BookingStep = {
      ...{ bookingId: id, ordinal: 1, kind: 'work', serviceId, day, startsMinute: minute },
      endsMinute: minute + 60,
      ...{ bayId: bay.id, technicianIds: [], priceFen: 48_000, isSeated: true, jobId: null },
    }
    const cell = minute / 15
    const claims = [0, 1, 2, 3].map((n) => ({
      resourceId: bay.id,
      day,
      cell: cell + n,
      storeId: store.id,
      bookingId: id,
      heldUntil: null,
      reserve: 0,
    }))
    return { booking, step, claims }
  })
  for (let from = 0; from < rows.length; from += 2000) {
    const chunk = rows.slice(from, from + 2000)
    await scene.world.app.db.tx(async (tx) => {
      await tx.insert(
        Booking,
        chunk.map((row) => row.booking),
      )
      await tx.insert(
        BookingStep,
        chunk.map((row) => row.step),
      )
      await tx.insert(
        Claim,
        chunk.flatMap((row) => row.claims),
      )
    })
  }
}
