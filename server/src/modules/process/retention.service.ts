import { DAY_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { marks, readInstant, sqlInstant } from '../../platform/sql'

/** So long the same command again gets what the first did. Later it is refused: its flow has ended since. */
const REPLAY_MS = 30 * DAY_MS
/** Records of a visit are kept for six years after it was closed (DOMAIN §7.8): who did what, when and why is one of them. */
const HISTORY_MS = 6 * 366 * DAY_MS

const BATCH = 500
/** Of one turn, so that a worker that is to stop need not wait for long. */
const MAX_BATCHES = 200
const INSTANCES = 50
const MAX_INSTANCES = 2000

interface Swept {
  readonly commands: number
  readonly histories: number
}

/**
 * Removes records of commands that nobody gives again, then the history of flows that ended long ago; of a running flow nothing. It
 * stops anywhere without harm, and several may do it at once.
 */
export async function sweepFlows(app: App): Promise<Swept> {
  return { commands: await sweepCommands(app), histories: await sweepHistories(app) }
}

/**
 * Commands of flows that have ended, the oldest first. Those by which a dead effect was reported stay: the same dead job is
 * reported again and again, and a flow hears of it after its end too.
 */
const OLD_COMMANDS = `select c.id as id, c.at as at from flow_command c join flow_instance i on i.id = c.instance_id
  where c.at < ? and c.at >= ? and (c.at > ? or c.id > ?) and i.status <> 'running' and c.id not like '%:dead:%'
  order by c.at, c.id limit ${BATCH}`

async function sweepCommands(app: App): Promise<number> {
  const before = sqlInstant(new Date(app.clock.now().getTime() - REPLAY_MS))
  let removed = 0
  let [at, id] = [sqlInstant(new Date(0)), '']
  for (let i = 0; i < MAX_BATCHES; i++) {
    const rows = await app.db.read.rows<{ id: string; at: Date | string }>(OLD_COMMANDS, [before, at, at, id])
    const last = rows.at(-1)
    if (!last) break
    const ids = rows.map((row) => row.id)
    removed += await app.db.tx((tx) => tx.run(`delete from flow_command where id in (${marks(ids.length)})`, ids))
    ;[at, id] = [sqlInstant(readInstant(last.at)), last.id]
  }
  return removed
}

/** What is stuck may still be tried again, and its history goes on. */
const OVER = `select i.id as id from flow_instance i where i.history_gone_at is null and i.ended_at < ?
  and not exists (select 1 from flow_incident f where f.instance_id = i.id and f.state = 'open')
  order by i.ended_at, i.id limit ${INSTANCES}`

async function sweepHistories(app: App): Promise<number> {
  const before = sqlInstant(new Date(app.clock.now().getTime() - HISTORY_MS))
  let removed = 0
  for (let looked = 0; looked < MAX_INSTANCES; looked += INSTANCES) {
    const over = await app.db.read.rows<{ id: string }>(OVER, [before])
    for (const { id } of over) if (await removeHistory(app, id)) removed++
    if (over.length < INSTANCES) break
  }
  return removed
}

/** The history of one flow, all of it or nothing. False where another worker was faster. */
function removeHistory(app: App, instanceId: string): Promise<boolean> {
  return app.db.tx(async (tx) => {
    const mark = 'update flow_instance set history_gone_at = ? where id = ? and history_gone_at is null'
    if ((await tx.run(mark, [sqlInstant(app.clock.now()), instanceId])) === 0) return false
    const events = await tx.rows<{ seq: number }>('select seq from flow_event where instance_id = ?', [instanceId])
    for (let i = 0; i < events.length; i += BATCH) {
      const seqs = events.slice(i, i + BATCH).map(({ seq }) => seq)
      const sql = `delete from flow_event where instance_id = ? and seq in (${marks(seqs.length)})`
      await tx.put(sql, [instanceId, ...seqs])
    }
    const effects = await tx.rows<{ dedupe: string }>('select dedupe from flow_effect where instance_id = ?', [
      instanceId,
    ])
    for (const { dedupe } of effects) await tx.put('delete from flow_effect where dedupe = ?', [dedupe])
    return true
  })
}
