import type { Flow, FlowNode, NodeId } from './definition'
import type { EventType, FlowEvent, Patch } from './history'
import type { Changed, Effect, FlowContext, Refusal } from './protocol'
import { refusalText, type RefusalCode } from './refusals'
import { draftOf, evolve, type Draft } from './replaying'
import type { Instance, Instant, Task, Thread, Vars } from './state'
import { nodeOf, structureOf, type Structure } from './structure'

/** A refusal on its way out; never seen outside. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

export function refuse(code: RefusalCode, data?: Vars): never {
  const refusal: Refusal = { ok: false, code, zh: refusalText[code] }
  throw new Refused(data === undefined ? refusal : { ...refusal, data })
}

/** Where in the flow something happens. */
export interface At {
  readonly node: NodeId
  readonly visit: number
  readonly item: string | null
}

const nowhere = { node: null, visit: null, item: null }

/** Key of a visit, as effects and timers carry it. */
export const visitKey = (instance: string, at: At): string =>
  `${instance}:${at.node}:${at.visit}${at.item === null ? '' : `:${at.item}`}`

/** One command being carried out: the draft, what happened so far, what the host will owe. */
export class Work {
  readonly state: Draft
  readonly events: FlowEvent[] = []
  readonly effects: Effect[] = []
  readonly now: Instant
  readonly step: number
  /** Threads that are about to go somewhere; without `to` they have come to the end of their branch. */
  readonly moves: { readonly thread: string; readonly to: NodeId | undefined }[] = []
  /** Items to which the next opening of a block is limited. */
  onlyItems: { readonly node: NodeId; readonly items: readonly string[] } | undefined

  /** Whose the next task of a thread is, whatever its rule says. */
  inHands: { readonly thread: string; readonly person: string } | undefined

  constructor(
    public flow: Flow,
    readonly before: Instance,
    readonly context: FlowContext,
  ) {
    this.state = draftOf(before)
    this.now = context.now.getTime()
    this.step = before.step + 1
  }

  /** Writes a line of history; what it changes happens with it and in no other way. */
  log(type: EventType, at: At | null, data: Vars, ...patches: Patch[]): void {
    const { node, visit, item } = at ?? nowhere
    const event: FlowEvent = {
      seq: this.state.seq + 1,
      step: this.step,
      at: this.now,
      actor: this.context.actor.id,
      type,
      node,
      visit,
      item,
      data,
      patches,
    }
    evolve(this.state, event)
    this.events.push(event)
  }

  get structure(): Structure {
    return structureOf(this.flow)
  }

  get isRunning(): boolean {
    return this.state.status === 'running'
  }

  /** The node, where the definition has it. */
  find(id: NodeId): FlowNode | undefined {
    return nodeOf(this.flow, id)
  }

  thread(id: string): Thread {
    const thread = this.state.threads[id]
    if (thread === undefined) throw new RangeError(`no thread ${id}`)
    return thread
  }

  task(id: string): Task {
    const task = this.state.tasks[id]
    if (task === undefined) throw new RangeError(`no task ${id}`)
    return task
  }

  /** Threads that live: active or parked. */
  living(): Thread[] {
    return Object.values(this.state.threads).filter(isAlive)
  }

  openTasks(): Task[] {
    return Object.values(this.state.tasks).filter((task) => task.status === 'open')
  }

  changed(): Changed {
    const rows = {
      threads: new Set<string>(),
      tasks: new Set<string>(),
      timers: new Set<string>(),
      incidents: new Set<string>(),
    }
    for (const event of this.events) {
      for (const patch of event.patches)
        if (patch.t in rows && 'id' in patch) rows[patch.t as keyof typeof rows].add(patch.id)
    }
    return {
      threads: [...rows.threads],
      tasks: [...rows.tasks],
      timers: [...rows.timers],
      incidents: [...rows.incidents],
    }
  }
}

export const isAlive = (thread: Thread): boolean => thread.state === 'active' || thread.state === 'parked'

/** Those of some threads that lie below one, however deep; parents first. */
export function threadsBelow(threads: readonly Thread[], id: string): Thread[] {
  const below: Thread[] = []
  const found = new Set([id])
  for (let grown = true; grown;) {
    grown = false
    for (const thread of threads) {
      if (thread.parent === null || found.has(thread.id) || !found.has(thread.parent)) continue
      found.add(thread.id)
      below.push(thread)
      grown = true
    }
  }
  return below
}
