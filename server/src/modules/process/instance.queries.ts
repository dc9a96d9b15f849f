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

/** The instance that a cause has started, seen even where this transaction began before it. */
export async function lockByCause(
  tx: Reader,
  dialect: Dialect,
  key: string,
  cause: string,
): Promise<Locked | undefined> {
  const sql = `select ${COLUMNS} from flow_instance where flow_key = ? and cause = ?${lockOf(dialect)}`
  const [row] = await tx.rows<Head & { state: unknown }>(sql, [key, cause])
  return row && lockedOf(row)
}

/** The command of a key, seen even where this transaction began before it. */
export async function lockCommand(tx: Reader, dialect: Dialect, id: string) {
  const sql = `select digest, seq_from as seqFrom, seq_to as seqTo from flow_command where id = ?${lockOf(dialect)}`
  const [row] = await tx.rows<{ digest: string; seqFrom: number; seqTo: number }>(sql, [id])
  return row
}

/** The instances about a subject, the newest first. */
export const findInstances = (db: Reader, { type, id }: FlowSubject): Promise<FlowInstance[]> =>
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
