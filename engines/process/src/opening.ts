import { seat } from './assigning'
import type { TaskNode } from './definition'
import { openIncident } from './incidents'
import { holders, notify } from './notices'
import { dueOf, startClock } from './sla'
import type { Candidate, Signer, Task, Thread } from './state'
import { placeOf } from './timers'
import type { Work } from './work'

interface Hands {
  readonly candidates: readonly Candidate[]
  readonly signers: readonly Signer[]
  readonly isNobody: boolean
}

/** Opens the task of the node at which a thread stands; `hands` where it is known whose it is. */
export function openTask(work: Work, thread: Thread, node: TaskNode, hands: Hands = seat(work, thread, node)): void {
  const { candidates, signers } = hands
  const task: Task = {
    id: work.context.newId(),
    thread: thread.id,
    ...placeOf(thread),
    status: 'open',
    rev: 0,
    candidates,
    signers,
    ...{ cc: [], level: 0, urges: 0, back: thread.back },
    ...{ dueAt: dueOf(work, node.sla), remainingMs: null, breachedAt: null },
    ...{ outcome: null, doneBy: null, closedAt: null },
    openedAt: work.now,
    openedIn: work.step,
    touchedIn: work.step,
  }
  const data = { task: task.id, people: signers.map((signer) => signer.person), candidates }
  work.log('taskOpened', placeOf(thread), data, { t: 'tasks', id: task.id, set: task })
  if (hands.isNobody) {
    const about = { thread: thread.id, task: task.id, node: thread.node, effect: null, error: '找不到可办理的人员' }
    openIncident(work, { kind: 'nobody', ...about })
    notify(work, task, 'nobody', [])
  } else {
    notify(work, task, 'opened', holders(task))
  }
  if (node.sla !== undefined) startClock(work, thread, task.id, node.sla)
}
