import type { WaitNode } from './definition'
import { factsAt, holds, setFacts } from './facts'
import { closeIncidentsOf } from './incidents'
import { leave } from './moving'
import type { Command } from './protocol'
import type { Thread, Vars } from './state'
import { dropTimers, placeOf, timersOfThread } from './timers'
import { refuse, type Work } from './work'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Lets go of every thread that waits for an event of this name and fits. */
export function receive(work: Work, command: Of<'event'>): void {
  const inItem = (thread: Thread): boolean => command.item === undefined || thread.item === command.item
  const waiting = work.living().filter((thread) => inItem(thread) && isMeant(work, thread, command))
  if (waiting.length === 0) refuse('process.nobody_waits', { event: command.name })
  const shared = command.item === undefined ? undefined : waiting[0]
  setFacts(work, shared, command.vars ?? {})
  for (const { id } of waiting) {
    const thread = work.thread(id)
    dropTimers(work, timersOfThread(work, id))
    work.log('eventReceived', placeOf(thread), { thread: id, name: command.name, data: command.data ?? {} })
    leave(work, work.thread(id))
  }
}

function isMeant(work: Work, thread: Thread, command: Of<'event'>): boolean {
  const node = thread.state === 'active' ? work.find(thread.node) : undefined
  if (node?.t !== 'wait' || !('event' in node.for) || node.for.event !== command.name) return false
  return (
    node.for.match === undefined || holds(work, node.for.match, { ...factsAt(work, thread), ...asFacts(command.data) })
  )
}

/** Data of an event as facts: `event.<name>`. */
const asFacts = (data: Vars | undefined): Vars =>
  Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [`event.${name}`, value]))

/** The thread that waits for an effect or a child flow. */
function pendingThread(work: Work, dedupe: string, t: 'act' | 'call'): Thread {
  const thread = work.living().find((one) => one.pending === dedupe && work.find(one.node)?.t === t)
  return thread ?? refuse('process.no_effect', { dedupe })
}

export function effectDone(work: Work, command: Of<'effectDone'>): void {
  const thread = pendingThread(work, command.dedupe, 'act')
  work.log('effectDone', placeOf(thread), { thread: thread.id, dedupe: command.dedupe })
  setFacts(work, thread, command.vars ?? {})
  closeFor(work, thread)
  leave(work, work.thread(thread.id))
}

/** A child flow is over: its result and the facts asked for are taken over. */
export function childEnded(work: Work, command: Of<'childEnded'>): void {
  const thread = pendingThread(work, command.dedupe, 'call')
  const node = work.find(thread.node)
  const { dedupe, result } = command
  work.log('childEnded', placeOf(thread), { thread: thread.id, dedupe, result })
  const taken = Object.entries((node?.t === 'call' ? node.out : undefined) ?? {})
  const facts = taken.map(([ours, its]): [string, unknown] => [ours, command.vars?.[its] ?? null])
  setFacts(work, thread, { ...Object.fromEntries(facts), [`${thread.node}.outcome`]: result })
  closeFor(work, thread)
  leave(work, work.thread(thread.id))
}

const closeFor = (work: Work, thread: Thread): void =>
  closeIncidentsOf(work, (incident) => incident.thread === thread.id)

/** New facts, of the instance or of an item whose branch is open. */
export function setVars(work: Work, command: Of<'setVars'>): void {
  const { item, vars } = command
  const thread = item === undefined ? undefined : work.living().find((one) => one.item === item)
  if (item !== undefined && thread === undefined) refuse('process.no_item', { item })
  setFacts(work, thread, vars)
}

/** A wait is over by its clock. */
export function waitOver(work: Work, thread: Thread, kind: 'wait' | 'orAfter'): void {
  const node = work.find(thread.node)
  dropTimers(work, timersOfThread(work, thread.id))
  if (kind === 'wait') return leave(work, thread)
  leave(work, thread, { how: 'timeout', to: (node as WaitNode).or?.to })
}
