import type { Assign, TaskNode } from './definition'
import { factsAt } from './facts'
import type { Candidate, Signer, Task, Thread, Vars } from './state'
import type { Work } from './work'

export const asPerson = (id: string, reasons?: readonly string[]): Candidate =>
  reasons === undefined ? { kind: 'person', id } : { kind: 'person', id, reasons }

/** Same item, or one of them around the other, or none at all. */
const belongs = (a: string | null, b: string | null): boolean =>
  a === null || b === null || a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)

/** Completed tasks of nodes, the latest first, as far as they concern an item. */
function doneAt(work: Work, nodes: readonly string[], item: string | null): Task[] {
  return Object.values(work.state.tasks)
    .filter((task) => task.status === 'done' && nodes.includes(task.node) && belongs(task.item, item))
    .sort((a, b) => b.touchedIn - a.touchedIn)
}

const signedBy = (task: Task): string[] =>
  task.signers.flatMap((signer) => (signer.state === 'signed' ? [signer.person] : []))

/** Persons who may not do a task because they did what it checks. */
export function barred(work: Work, node: TaskNode, item: string | null): ReadonlySet<string> {
  if (node.notBy === undefined || node.notBy.length === 0) return new Set()
  return new Set(doneAt(work, node.notBy, item).flatMap(signedBy))
}

const persons = (value: unknown): Candidate[] => {
  const list = Array.isArray(value) ? (value as unknown[]) : [value]
  return list.filter((id): id is string => typeof id === 'string' && id !== '').map((id) => asPerson(id))
}

function find(work: Work, thread: Thread, node: TaskNode, assign: Assign, facts: Vars): readonly Candidate[] {
  if (assign.by === 'starter') return persons(work.state.starter)
  if (assign.by === 'doer')
    return persons(
      doneAt(work, [assign.node ?? ''], thread.item)
        .slice(0, 1)
        .flatMap(signedBy),
    )
  if (assign.by === 'field') return persons(facts[assign.field ?? ''])
  const { node: id, item } = thread
  return work.context.resolve(assign, { instance: work.state, node: id, item, lane: node.lane ?? null, facts })
}

/** People for a notice: those that a rule finds. */
export function findFor(work: Work, thread: Thread, node: TaskNode, assign: Assign): readonly Candidate[] {
  return find(work, thread, node, assign, factsAt(work, thread))
}

function tryAll(work: Work, thread: Thread, node: TaskNode, tries: readonly Assign[]): Candidate[] {
  const facts = factsAt(work, thread)
  const out = barred(work, node, thread.item)
  for (const assign of tries) {
    const found = new Map<string, Candidate>()
    for (const one of find(work, thread, node, assign, facts)) {
      const key = `${one.kind}:${one.id}`
      if (!found.has(key) && !(one.kind === 'person' && out.has(one.id))) found.set(key, one)
    }
    if (found.size > 0) return [...found.values()]
  }
  return []
}

/** Who gets a task: candidates with their reasons, and those of them who sign. */
export interface Seats {
  readonly candidates: readonly Candidate[]
  readonly signers: readonly Signer[]
  readonly isNobody: boolean
}

export function seat(work: Work, thread: Thread, node: TaskNode): Seats {
  let candidates = tryAll(work, thread, node, node.assign.try)
  if (candidates.length === 0 && node.assign.empty === 'leader') {
    candidates = tryAll(work, thread, node, [{ by: 'leader' }])
  }
  if (candidates.length > 0) return { candidates, signers: pick(node, candidates), isNobody: false }
  if (node.assign.empty !== 'pool') return { candidates, signers: [], isNobody: true }
  const pool = node.lane === undefined ? { kind: 'anybody', id: '*' } : { kind: 'lane', id: node.lane }
  return { candidates: [pool], signers: [], isNobody: false }
}

/** Those who sign from the start. Groups never sign: where there are only groups the task waits in their pool. */
function pick(node: TaskNode, candidates: readonly Candidate[]): Signer[] {
  const people = candidates.filter((one) => one.kind === 'person')
  const first = people[0]
  if (first === undefined || node.assign.pick === 'claim') return []
  if (node.assign.pick === 'all')
    return asked(
      people.map((one) => one.id),
      node.sign?.mode === 'inOrder',
    )
  const better = node.assign.pick === 'leastLoaded' ? lessLoaded : fitter
  return asked([people.reduce((best, one) => (better(one, best) ? one : best), first).id], false)
}

const lessLoaded = (a: Candidate, b: Candidate): boolean => (a.load ?? 0) < (b.load ?? 0)
const fitter = (a: Candidate, b: Candidate): boolean => (a.score ?? 0) > (b.score ?? 0)

/** Signers in their order. */
export function asked(people: readonly string[], inOrder: boolean): Signer[] {
  return people.map((person, i) => {
    const before = inOrder ? people[i - 1] : undefined
    return before === undefined ? { person, state: 'asked', after: [] } : { person, state: 'waiting', after: [before] }
  })
}

/** Whether somebody is among candidates, in person or by a group. */
export function isAmong(work: Work, candidates: readonly Candidate[]): boolean {
  const { id, groups } = work.context.actor
  return candidates.some((one) => {
    if (one.kind === 'anybody') return true
    return one.kind === 'person' ? one.id === id : (groups?.includes(`${one.kind}:${one.id}`) ?? false)
  })
}
