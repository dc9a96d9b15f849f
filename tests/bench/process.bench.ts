import { randomUUID } from 'node:crypto'
import { createPool, type Pool } from 'mysql2/promise'
import { command, startFlow } from '../../server/src/modules/process'
import { end, flow, publish, task } from '../support/flow-scene'
import { TestClock } from '../support/clock'
import type { TestApp } from '../support/app'
import { median } from './load'
import type { Report } from './report'
import { freshDatabase, openScene, type Scene } from './scene'

const CLIENTS = 16
const TASKS = 12
const PER_ROUND = 1200
const ROUNDS = 5
/** What a small machine must do, whatever its disk. */
const AIM_PER_SECOND = 300

/** A flow like a visit's: tasks with deadlines in opening hours, found by role, each with its milestone. */
const visit = () => {
  const nodes = Array.from({ length: TASKS }, (_, i) => [
    `a${i}`,
    task(i === TASKS - 1 ? 'z' : `a${i + 1}`, {
      assign: { try: [{ by: 'role', args: { role: 'advisor' } }], pick: 'leastLoaded', empty: 'pool' },
      sla: { in: { n: 4, unit: 'hour' }, clock: 'work', remind: [{ at: 80 }] },
      milestone: { onDone: `m${i}` },
    }),
  ])
  return flow('bench', { ...(Object.fromEntries(nodes) as object), z: end() })
}

/** Commands to flows by sixteen clients, every commit on the disk, beside a raw client that writes one small row a transaction. */
export async function benchProcess(report: Report): Promise<void> {
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl)
  const pool = createPool({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), connectionLimit: CLIENTS })
  try {
    const storeId = (await scene.make.store()).id
    for (let i = 0; i < 4; i++) await scene.make.staff('advisor', 'store', storeId)
    await publish({ world: scene.world, clock: new TestClock(new Date()) } as TestApp, visit())
    await pool.query('create table bench_row (id varchar(36) not null primary key)')
    await commands(scene, storeId)
    await rows(pool)
    const rates: number[] = []
    const ratios: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = await commands(scene, storeId)
      rates.push(ours)
      ratios.push(ours / (await rows(pool)))
    }
    report.note(`${CLIENTS} clients, every commit on the disk, median of ${ROUNDS} rounds in turn`)
    report.ratio('commands to flows per second', median(rates), '≥', AIM_PER_SECOND)
    report.note(`÷ transactions of one small row by raw mysql2: ${median(ratios).toFixed(3)}`)
  } finally {
    await pool.end()
    await scene.close()
  }
}

/** Starts and completions by clients side by side, each with its own flows; answers with commands per second. */
async function commands(scene: Scene, storeId: string): Promise<number> {
  const { app } = scene.world
  const actor = { kind: 'system', name: 'bench' } as const
  let left = PER_ROUND
  const client = async () => {
    while (left > 0) {
      const subject = { type: 'bench', id: randomUUID() }
      const about = { key: 'bench', subject, storeId, cause: subject.id, actor }
      const { instanceId, ...begun } = await app.db.tx((tx) => startFlow(app, tx, about))
      let { instance } = begun
      for (left--; instance.status === 'running' && left > 0; left--) {
        const open = Object.values(instance.tasks).find(({ status }) => status === 'open')
        const done = { type: 'complete', task: open?.id ?? '', outcome: 'ok' } as const
        const by = { actor, requestId: randomUUID() }
        ;({ instance } = await app.db.tx((tx) => command(app, tx, instanceId, done, by)))
      }
    }
  }
  return perSecond(client)
}

/** As many transactions of one row. */
async function rows(pool: Pool): Promise<number> {
  let left = PER_ROUND
  return perSecond(async () => {
    const connection = await pool.getConnection()
    try {
      for (; left > 0; left--) {
        await connection.beginTransaction()
        await connection.query('insert into bench_row (id) values (?)', [randomUUID()])
        await connection.commit()
      }
    } finally {
      connection.release()
    }
  })
}

async function perSecond(client: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return PER_ROUND / ((performance.now() - startedAt) / 1000)
}
