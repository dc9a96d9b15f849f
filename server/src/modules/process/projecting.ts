import type { Candidate, Flow, FlowEvent, Incident, Task, Timer } from '@pitlane/process'
import type { Head } from './instance.queries'
import type { FlowCandidate, FlowEventRow, FlowIncident, FlowTask, FlowTimer } from './process.entity'

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms))

/** Whose turn it is: those who are asked to sign; nobody while it lies in its pool. */
const askedOf = (task: Task): readonly Candidate[] =>
  task.signers.filter(({ state }) => state === 'asked').map(({ person }) => ({ kind: 'person', id: person }))

/** Those who find an open task in their lists. */
export function holdersOf(head: Head, task: Task | undefined): FlowCandidate[] {
  if (task?.status !== 'open') return []
  const part = task.signers.length > 0 ? 'asked' : 'pool'
  const people = part === 'asked' ? askedOf(task) : task.candidates
  const keys = new Set<string>()
  return people.flatMap(({ kind, id }): FlowCandidate[] => {
    const key = `${kind}:${id}`
    if (keys.has(key)) return []
    keys.add(key)
    return [{ taskId: task.id, kind, candidateId: id, storeId: head.storeId, part }]
  })
}

/** The command of the domain by which a task is done on a page of its own. */
const ownCommandOf = (data: Readonly<Record<string, unknown>> | undefined): string | null => {
  const command = data?.['command']
  return typeof command === 'string' ? command : null
}

export function taskRow(head: Head, flow: Flow, task: Task): FlowTask {
  const found = flow.nodes[task.node]
  const node = found?.t === 'task' ? found : undefined
  const { id, visit, item, status, rev, level, urges, outcome, doneBy } = task
  return {
    ...{ id, instanceId: head.id, flowKey: head.flowKey, storeId: head.storeId },
    ...{ subjectType: head.subjectType, subjectId: head.subjectId, node: task.node, visit, item },
    ...{ title: node?.title ?? task.node, lane: node?.lane ?? null, ownCommand: ownCommandOf(node?.data) },
    ...{ status, rev, level, urges, outcome, doneBy, assigneeId: askedOf(task)[0]?.id ?? null },
    ...{ dueAt: instant(task.dueAt), remainingMs: rounded(task.remainingMs), breachedAt: instant(task.breachedAt) },
    ...{ openedAt: new Date(task.openedAt), closedAt: instant(task.closedAt) },
  }
}

export function timerRow(head: Head, timer: Timer): FlowTimer {
  const { id, dedupe, task, node, kind, level, dueAt, remainingMs } = timer
  return {
    ...{ id, dedupe, instanceId: head.id, taskId: task, node, kind, level, attempts: 0 },
    ...{ dueAt: instant(dueAt), tryAt: instant(dueAt), remainingMs: rounded(remainingMs) },
  }
}

const ERROR_LENGTH = 500

export function incidentRow(head: Head, incident: Incident): FlowIncident {
  const { id, kind, task, node, effect, error, state, openedAt, closedAt } = incident
  return {
    ...{ id, instanceId: head.id, storeId: head.storeId, kind, taskId: task, node, effect, state },
    ...{ error: error.slice(0, ERROR_LENGTH), openedAt: new Date(openedAt), closedAt: instant(closedAt) },
  }
}

export const eventRow = (head: Head, event: FlowEvent): FlowEventRow => ({
  ...event,
  instanceId: head.id,
  at: new Date(event.at),
})
