import type { Flow, FlowEvent, Instance } from '@pitlane/process'
import type { Dialect } from '../../platform/connection'
import type { Reader } from '../../platform/database'
import type { FlowSubject } from '../../platform/flow-parts'
import { FlowEventRow, FlowInstance } from './process.entity'
import { MoreThan } from 'typeorm'

/** What does not change in the life of an instance. */
export type Head = Pick<
  FlowInstance,
  'id' | 'flowKey' | 'storeId' | 'subjectType' | 'subjectId' | 'cause' | 'parentId' | 'parentRef' | 'depth'
>

/** An instance with its definition, as a command finds it. */
export interface Running {
  readonly head: Head
  readonly flow: Flow
  readonly state: Instance
}

const COLUMNS = `id, flow_key as flowKey, store_id as storeId, subject_type as subjectType, subject_id as subjectId,
  cause, parent_id as parentId, parent_ref as parentRef, depth, state`

/** JSON as a raw SELECT returns it: text on MariaDB and SQLite, parsed on MySQL. */
const readJson = <T>(value: unknown): T => (typeof value === 'string' ? (JSON.parse(value) as T) : (value as T))

export interface Locked {
  readonly head: Head
  readonly state: Instance
}

const lockedOf = (row: Head & { state: unknown }): Locked => {
  const { state, ...head } = row
  return { head: { ...head, depth: Number(head.depth) }, state: readJson<Instance>(state) }
}

/** The lock of a row. SQLite knows no such words and needs none: one transaction writes at a time. */
const lockOf = (dialect: Dialect): string => (dialect === 'mysql' ? ' for update' : '')

/** Reads an instance and holds its row until the transaction ends: commands to one instance follow one another. */
export async function lockInstance(tx: Reader, dialect: Dialect, id: string): Promise<Locked | undefined> {
  const sql = `select ${COLUMNS} from flow_instance where id = ?${lockOf(dialect)}`
  const [row] = await tx.rows<Head & { state: unknown }>(sql, [id])
  return row && lockedOf(row)
}

/**
 * Read after the database has refused a second row. A lock would do harm: all who were refused hold a share in it, and none gets it
 * whole. A transaction that began to read before the first one's commit does not see its row: it runs again, like after a deadlock.
 */
function seen<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw Object.assign(new Error(`${what} is younger than this transaction`), { errno: 1020 })
  return row
}

const byCause = `select ${COLUMNS} from flow_instance where flow_key = ? and cause = ?`

/** The instance that a cause has started. */
export async function firstOf(tx: Reader, key: string, cause: string): Promise<Locked> {
  const [row] = await tx.rows<Head & { state: unknown }>(byCause, [key, cause])
  return lockedOf(seen(row, 'an instance'))
}

/** What a command has left behind, with its instance as it is now. */
export async function firstCommand(tx: Reader, id: string, instanceId: string) {
  const sql = 'select digest, seq_from as seqFrom, seq_to as seqTo from flow_command where id = ?'
  const [row] = await tx.rows<{ digest: string; seqFrom: number; seqTo: number }>(sql, [id])
  const { digest, seqFrom, seqTo } = seen(row, 'a command')
  const [instance] = await tx.rows<Head & { state: unknown }>(`select ${COLUMNS} from flow_instance where id = ?`, [
    instanceId,
  ])
  const { state } = lockedOf(seen(instance, 'an instance'))
  return { digest, after: Number(seqFrom), count: Number(seqTo) - Number(seqFrom), state }
}

/** The instances about a subject, the newest first. */
const findInstances = (db: Reader, { type, id }: FlowSubject): Promise<FlowInstance[]> =>
  db.find(FlowInstance, { where: { subjectType: type, subjectId: id }, order: { startedAt: 'DESC', id: 'DESC' } })

/** The running instance of a flow about a subject, else the last one that ran. */
export async function findInstance(db: Reader, subject: FlowSubject, key?: string): Promise<FlowInstance | undefined> {
  const found = (await findInstances(db, subject)).filter((one) => key === undefined || one.flowKey === key)
  return found.find(({ status }) => status === 'running') ?? found[0]
}

/** History of an instance after a number, in order. */
export async function eventsOf(db: Reader, instanceId: string, after = 0, take = 10_000): Promise<FlowEvent[]> {
  const where = { instanceId, seq: MoreThan(after) }
  const rows = await db.find(FlowEventRow, { where, order: { seq: 'ASC' }, take })
  return rows.map(({ instanceId: _, at, type, ...row }) => ({
    ...row,
    at: at.getTime(),
    type: type as FlowEvent['type'],
  }))
}
