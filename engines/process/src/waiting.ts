import type { FieldRef } from '@pitlane/rule'
import { factsAt } from './facts'
import type { Instant, Thread, Timer } from './state'
import { dropTimers, moveTimer, setTimer, timersOfThread } from './timers'
import type { Work } from './work'

/** An instant as a fact may write it: ISO text with its zone, or milliseconds. */
function instantOf(value: unknown): Instant | undefined {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value)) return undefined
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? undefined : ms
}

const waitTimer = (work: Work, thread: string): Timer | undefined =>
  timersOfThread(work, thread).find((timer) => timer.kind === 'wait')

/** Sets, moves or drops the timer of a thread that waits until the instant a fact names. */
export function armUntil(work: Work, thread: Thread, field: FieldRef): void {
  const dueAt = instantOf(factsAt(work, thread)[field])
  const timer = waitTimer(work, thread.id)
  if (timer === undefined) {
    if (dueAt !== undefined) setTimer(work, thread, null, { kind: 'wait', level: 0, clock: 'wall', dueAt })
  } else if (dueAt === undefined) {
    dropTimers(work, [timer])
  } else if (timer.dueAt !== dueAt) {
    moveTimer(work, timer, dueAt)
  }
}

/** Threads that wait for an instant look at their fact again. */
export function reviewWaits(work: Work): void {
  for (const thread of work.living()) {
    const node = thread.state === 'active' ? work.find(thread.node) : undefined
    if (node?.t === 'wait' && 'until' in node.for) armUntil(work, thread, node.for.until)
  }
}
