import { test, type Cond } from '@pitlane/rule'
import type { Template } from './definition'
import type { Thread, Vars } from './state'
import type { Work } from './work'

/** Threads from the root down to one. */
function lineage(work: Work, thread: Thread): Thread[] {
  const line: Thread[] = []
  for (let at: Thread | undefined = thread; at !== undefined;) {
    line.unshift(at)
    at = at.parent === null ? undefined : work.state.threads[at.parent]
  }
  return line
}

/** What a condition sees at a thread: facts of the instance, over them those of its items, and `item`. */
export function factsAt(work: Work, thread: Thread): Vars {
  if (thread.item === null) return work.state.vars
  const facts: Record<string, unknown> = { ...work.state.vars }
  for (const one of lineage(work, thread)) Object.assign(facts, one.vars)
  facts['item'] = thread.item
  return facts
}

/** Whether a condition holds at this moment. */
export const holds = (work: Work, cond: Cond, facts: Vars): boolean => test(cond, facts, { asOf: work.context.now })

/** A template with its facts filled in; a fact that is not there becomes null. */
export function fill(template: Template | undefined, facts: Vars): Vars {
  const filled: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(template ?? {}))
    filled[key] = isField(value) ? (facts[value.f] ?? null) : value
  return filled
}

const isField = (value: unknown): value is { f: string } =>
  typeof value === 'object' && value !== null && 'f' in value && typeof value.f === 'string'

/** The thread that keeps the facts of a thread's item; undefined where the instance itself does. */
function keeper(work: Work, thread: Thread): Thread | undefined {
  if (thread.item === null) return undefined
  return lineage(work, thread).find((one) => one.item === thread.item)
}

/** Sets facts where they belong: with the item, else with the instance. */
export function setFacts(work: Work, thread: Thread | undefined, vars: Vars): void {
  const entries = Object.entries(vars).filter(([name]) => name !== '__proto__')
  if (entries.length === 0) return
  const owner = thread === undefined ? undefined : keeper(work, thread)
  const at = owner === undefined ? null : { node: owner.node, visit: owner.visit, item: owner.item }
  const data = Object.fromEntries(entries)
  if (owner === undefined) {
    work.log('varsSet', at, data, ...entries.map(([id, set]) => ({ t: 'vars' as const, id, set })))
  } else {
    work.log('varsSet', at, data, { t: 'threads', id: owner.id, set: { vars: { ...owner.vars, ...data } } })
  }
}
