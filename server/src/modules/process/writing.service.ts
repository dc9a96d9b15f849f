import type { Applied, Effect, Flow, Instance } from '@pitlane/process'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { announceTasks } from './telling.service'
import type { Head } from './instance.queries'
import {
  FlowCandidate,
  FlowEffect,
  FlowEventRow,
  FlowIncident,
  FlowTask,
  FlowTimer,
  type FlowCandidate as Holder,
} from './process.entity'
import { eventRow, holdersOf, incidentRow, taskRow, timerRow } from './projecting'

/** What a command has changed: the definition that holds after it, and the state before. */
export interface Written {
  readonly head: Head
  readonly flow: Flow
  readonly before: Instance | undefined
  readonly applied: Applied
  readonly now: Date
}

const at = (instant: Date | null): string | null => (instant ? sqlInstant(instant) : null)

/**
 * Writes history, tasks, timers and incidents of a command; the row of the instance is the caller's. Rows are deleted by their whole
 * key only: a range would lock the gap behind it, where other commands insert.
 */
export async function writeRows(tx: Tx, written: Written): Promise<void> {
  const { head, applied, now } = written
  await tx.insert(
    FlowEventRow,
    applied.events.map((event) => eventRow(head, event)),
  )
  for (const id of applied.changed.tasks) await writeTask(tx, written, id)
  announceTasks(tx, head, concerned(written))
  for (const id of applied.changed.timers) await writeTimer(tx, written, id)
  for (const id of applied.changed.incidents) await writeIncident(tx, written, id)
  const asked = applied.effects.filter(isAsked)
  await tx.insert(
    FlowEffect,
    asked.map((effect) => ({ dedupe: effect.dedupe, instanceId: head.id, effect, sentAt: now })),
  )
}

/** Those who had or have a changed task in their lists. */
const concerned = ({ head, before, applied }: Written): Holder[] =>
  applied.changed.tasks.flatMap((id) => [
    ...holdersOf(head, before?.tasks[id]),
    ...holdersOf(head, applied.instance.tasks[id]),
  ])

const isAsked = (effect: Effect): effect is Extract<Effect, { kind: 'act' | 'startChild' }> =>
  effect.kind === 'act' || effect.kind === 'startChild'

const SET_TASK = `update flow_task set node = ?, title = ?, lane = ?, own_command = ?, status = ?, rev = ?, assignee_id = ?,
  due_at = ?, remaining_ms = ?, breached_at = ?, level = ?, urges = ?, outcome = ?, done_by = ?, closed_at = ? where id = ?`

async function writeTask(tx: Tx, { head, flow, before, applied }: Written, id: string): Promise<void> {
  const task = applied.instance.tasks[id]
  const was = before?.tasks[id]
  if (task === undefined) return
  const row = taskRow(head, flow, task)
  if (was === undefined) await tx.insert(FlowTask, row)
  else {
    await tx.put(SET_TASK, [
      ...[row.node, row.title, row.lane, row.ownCommand, row.status, row.rev, row.assigneeId, at(row.dueAt)],
      ...[row.remainingMs, at(row.breachedAt), row.level, row.urges, row.outcome, row.doneBy, at(row.closedAt), id],
    ])
  }
  await writeHolders(tx, holdersOf(head, was), holdersOf(head, task))
}

async function writeHolders(tx: Tx, before: readonly Holder[], after: readonly Holder[]): Promise<void> {
  const keyOf = ({ kind, candidateId, part }: Holder): string => `${kind}:${candidateId}:${part}`
  const [old, fresh] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  for (const row of before) {
    if (fresh.has(keyOf(row))) continue
    const key = [row.taskId, row.kind, row.candidateId]
    await tx.put('delete from flow_candidate where task_id = ? and kind = ? and candidate_id = ?', key)
  }
  await tx.insert(
    FlowCandidate,
    after.filter((row) => !old.has(keyOf(row))),
  )
}

async function writeTimer(tx: Tx, { head, before, applied }: Written, id: string): Promise<void> {
  const timer = applied.instance.timers[id]
  const isNew = before?.timers[id] === undefined
  if (timer === undefined) {
    if (!isNew) await tx.put('delete from flow_timer where id = ?', [id])
    return
  }
  const row = timerRow(head, timer)
  if (isNew) return tx.insert(FlowTimer, row)
  const set = [row.node, at(row.dueAt), at(row.tryAt), row.remainingMs, id]
  await tx.put(
    'update flow_timer set node = ?, due_at = ?, try_at = ?, remaining_ms = ?, attempts = 0 where id = ?',
    set,
  )
}

async function writeIncident(tx: Tx, { head, before, applied }: Written, id: string): Promise<void> {
  const incident = applied.instance.incidents[id]
  if (incident === undefined) return
  const row = incidentRow(head, incident)
  if (before?.incidents[id] === undefined) return tx.insert(FlowIncident, row)
  const set = [row.node, row.error, row.state, at(row.closedAt), id]
  await tx.put('update flow_incident set node = ?, error = ?, state = ?, closed_at = ? where id = ?', set)
}
