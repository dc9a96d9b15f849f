import { DAY_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { JobHandler } from '../../platform/app'
import { marks, sqlInstant } from '../../platform/sql'

const BATCH = 500

/** What has no more use, children before their parents, and after how many milliseconds. */
const litter = [
  // Two days: the daily limit still counts yesterday's codes until the day is over in every zone.
  { table: 'sms_code', key: 'id', where: 'created_at < ?', afterMs: 2 * DAY_MS },
  // Used tokens stay until they expire: only a token that is on file can be recognised when it comes a second time.
  { table: 'refresh_token', key: 'token_hash', where: 'expires_at < ?', afterMs: 0 },
  // Without a refresh token a log-in is over, once its last access token (10 minutes) is.
  {
    table: 'session',
    key: 'id',
    where: 'last_seen_at < ? and not exists (select 1 from refresh_token t where t.session_id = session.id)',
    afterMs: DAY_MS,
  },
] as const

async function sweep(app: App, { table, key, where, afterMs }: (typeof litter)[number]): Promise<number> {
  const before = sqlInstant(new Date(app.clock.now().getTime() - afterMs))
  for (let removed = 0; ;) {
    const rows = await app.db.read.rows<{ k: string }>(
      `select ${key} as k from ${table} where ${where} limit ${BATCH}`,
      [before],
    )
    if (rows.length === 0) return removed
    const keys = rows.map((row) => row.k)
    removed += await app.db.tx((tx) => tx.run(`delete from ${table} where ${key} in (${marks(keys.length)})`, keys))
  }
}

/** Removes expired codes, tokens and log-ins once a day. Doing it twice removes nothing more. */
export const cleanUp: JobHandler = {
  kind: 'identity.clean_up',
  everyMs: DAY_MS,
  async run(app) {
    const removed: Record<string, number> = {}
    for (const kind of litter) removed[kind.table] = await sweep(app, kind)
    app.log.info({ removed }, 'expired log-ins removed')
  },
}
