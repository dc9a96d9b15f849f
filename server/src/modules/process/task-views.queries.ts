import type { process as contract } from '@pitlane/contract'
import type { Reader } from '../../platform/database'
import { findStaffNames } from '../identity'
import type { FlowTask } from './process.entity'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Tasks as lists show them to somebody. */
export async function taskViews(
  db: Reader,
  staffId: string,
  tasks: readonly FlowTask[],
): Promise<contract.FlowTaskView[]> {
  const people = tasks.flatMap(({ assigneeId }) => assigneeId ?? [])
  const names = people.length > 0 ? await findStaffNames(db, people) : new Map<string, string>()
  return tasks.map((task) => {
    const { id, instanceId, flowKey, storeId, node, item, title, lane, ownCommand, status, rev } = task
    const { assigneeId, level, urges, outcome, remainingMs } = task
    return {
      ...{ id, instanceId, flow: flowKey, storeId, subject: { type: task.subjectType, id: task.subjectId } },
      ...{ node, item, title, lane, ownCommand, status, rev, level, urges, outcome, remainingMs },
      assignee: assigneeId === null ? null : { id: assigneeId, name: names.get(assigneeId) ?? '' },
      isMine: assigneeId === staffId,
      ...{ dueAt: iso(task.dueAt), breachedAt: iso(task.breachedAt) },
      ...{ openedAt: task.openedAt.toISOString(), closedAt: iso(task.closedAt) },
    }
  })
}
