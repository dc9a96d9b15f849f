import { SECOND_MS } from '@pitlane/kernel'
import type { App } from './app'
import { describeFault } from './log'
import type { Vault } from './vault'

/** Which columns of a table are sealed, and for what. Names come from code, never from a request. */
export interface SealedTable {
  readonly table: string
  readonly key: string
  readonly columns: Readonly<Record<string, Parameters<Vault['seal']>[0]>>
}

const BATCH = 500
/** Well within a job's lease; the next run goes on with what is left. */
const BUDGET_MS = 30 * SECOND_MS

type SealedRow = Record<string, string | null>

/**
 * Seals anew, under the newest key, what older keys of the ring sealed. Safe beside other writers and any number of times.
 * Values that no key opens are left as they are; it throws at the end then, so that somebody hears of them.
 */
export async function reseal(app: App, tables: readonly SealedTable[]): Promise<void> {
  const until = app.clock.now().getTime() + BUDGET_MS
  const lost: string[] = []
  for (const table of tables) {
    const { resealed, unreadable, isDone } = await resealTable(app, table, until)
    app.log.info({ table: table.table, resealed, unreadable, isDone }, 'sealed anew')
    if (unreadable > 0) lost.push(`${unreadable} sealed values of ${table.table} cannot be opened by any key`)
  }
  if (lost.length > 0) throw new Error(lost.join('; '))
}

async function resealTable(app: App, { table, key, columns }: SealedTable, until: number) {
  const names = Object.keys(columns).join(', ')
  let after = ''
  let resealed = 0
  let unreadable = 0
  for (;;) {
    const rows = await app.db.read.rows<SealedRow>(
      `select ${key} as row_key, ${names} from ${table} where ${key} > ? order by ${key} limit ${BATCH}`,
      [after],
    )
    const changes = rows.flatMap((row) => changesOf(app, row, columns))
    unreadable += changes.filter((change) => change.to === undefined).length
    resealed += await write(app, { table, key }, changes)
    after = rows.at(-1)?.['row_key'] ?? ''
    const isDone = rows.length < BATCH
    if (isDone || app.clock.now().getTime() > until) return { resealed, unreadable, isDone }
  }
}

interface Change {
  readonly rowKey: string
  readonly column: string
  readonly from: string
  /** Undefined when no key opens the old value. */
  readonly to: string | undefined
}

function changesOf(app: App, row: SealedRow, columns: SealedTable['columns']): Change[] {
  return Object.entries(columns).flatMap(([column, purpose]): Change[] => {
    const from = row[column]
    if (!from || !app.vault.isStale(from)) return []
    const rowKey = row['row_key'] ?? ''
    try {
      return [{ rowKey, column, from, to: app.vault.seal(purpose, app.vault.open(purpose, from)) }]
    } catch (e) {
      app.log.error({ rowKey, column, fault: describeFault(e) }, 'a sealed value cannot be opened')
      return [{ rowKey, column, from, to: undefined }]
    }
  })
}

/** Writes a batch. Each value must still be the one that was read: whoever wrote meanwhile has sealed under the newest key. */
async function write(
  app: App,
  { table, key }: Pick<SealedTable, 'table' | 'key'>,
  changes: readonly Change[],
): Promise<number> {
  const writable = changes.filter((change) => change.to !== undefined)
  if (writable.length === 0) return 0
  return app.db.tx(async (tx) => {
    let matched = 0
    for (const { rowKey, column, from, to } of writable) {
      matched += await tx.run(`update ${table} set ${column} = ? where ${key} = ? and ${column} = ?`, [
        to,
        rowKey,
        from,
      ])
    }
    return matched
  })
}
