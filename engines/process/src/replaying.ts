import type { FlowEvent, Patch } from './history'
import type { Instance } from './state'

/** The tables of a state, open for change; only drafts are ever handed to `evolve`. */
export type Draft = { -readonly [K in keyof Instance]: Instance[K] }

/** A state before its first event. */
export const emptyState = (): Draft => ({
  id: '',
  key: '',
  version: 0,
  status: 'running',
  result: null,
  starter: null,
  seq: 0,
  step: 0,
  vars: {},
  visits: {},
  threads: {},
  tasks: {},
  timers: {},
  incidents: {},
})

/** A draft whose tables may be changed while the state it comes from stays as it is; rows are replaced, never changed. */
export const draftOf = (state: Instance): Draft => ({
  ...state,
  vars: { ...state.vars },
  visits: { ...state.visits },
  threads: { ...state.threads },
  tasks: { ...state.tasks },
  timers: { ...state.timers },
  incidents: { ...state.incidents },
})

function put(draft: Draft, patch: Patch): void {
  if (patch.t === 'instance') {
    Object.assign(draft, patch.set)
    return
  }
  const table = draft[patch.t] as Record<string, unknown>
  if (patch.t === 'vars' || patch.t === 'visits') table[patch.id] = patch.set
  else if (patch.set === null) Reflect.deleteProperty(table, patch.id)
  else table[patch.id] = patch.id in table ? { ...(table[patch.id] as object), ...patch.set } : patch.set
}

/** The only way a state changes: by an event. */
export function evolve(draft: Draft, event: FlowEvent): void {
  for (const patch of event.patches) put(draft, patch)
  draft.seq = event.seq
  draft.step = event.step
}

/**
 * The state that a complete history leads to, equal to the one the reducer answered with.
 *
 * @param events All events of one instance, in the order of `seq`.
 * @throws RangeError where an event is missing or comes twice.
 */
export function replay(events: readonly FlowEvent[]): Instance {
  const draft = emptyState()
  for (const event of events) {
    if (event.seq !== draft.seq + 1) throw new RangeError(`event ${draft.seq + 1} expected, not ${event.seq}`)
    evolve(draft, event)
  }
  return draft
}
