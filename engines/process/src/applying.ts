import { complete, sendBack } from './completing'
import type { Flow } from './definition'
import { timerFired } from './firing'
import { addSign, assign, cc, claim, handOver, unclaim, urge } from './handing'
import { childEnded, effectDone, receive, setVars } from './happenings'
import { addItem, dropItem } from './listing'
import { effectFailed, effectRetried } from './mending'
import { migrate } from './migrating'
import { finish } from './moving'
import type { Answer, Command, FlowContext, MigrationReport } from './protocol'
import { emptyState } from './replaying'
import { run } from './running'
import type { Instance, Thread, Vars } from './state'
import { withdraw } from './withdrawing'
import { refuse, Refused, Work } from './work'

type Handlers = {
  readonly [T in Command['type']]: (work: Work, command: Extract<Command, { type: T }>) => MigrationReport | void
}

const handlers: Handlers = {
  complete,
  reject: sendBack,
  claim,
  unclaim,
  withdraw,
  urge,
  assign,
  transfer: handOver,
  delegate: handOver,
  addSign,
  cc,
  cancel: (work, command) => finish(work, 'cancelled', command.reason ?? 'cancelled'),
  event: receive,
  timerFired,
  effectFailed,
  effectRetried,
  effectDone,
  setVars,
  addItem,
  dropItem,
  childEnded,
  migrate,
}

/** What the world may still tell of an instance that is over. */
const afterwards: readonly Command['type'][] = ['effectFailed', 'effectRetried']

function dispatch(work: Work, command: Command): MigrationReport | void {
  const { state, flow } = work
  if (flow.key !== state.key || flow.version !== state.version)
    refuse('process.wrong_version', { version: state.version })
  if (!work.isRunning && !afterwards.includes(command.type)) refuse('process.not_running', { status: state.status })
  const handle = handlers[command.type] as (work: Work, command: Command) => MigrationReport | void
  return handle(work, command)
}

function answer(work: Work, act: () => MigrationReport | void): Answer {
  try {
    const report = act()
    if (work.moves.length > 0 || work.events.length > 0) run(work)
    const changed = work.changed()
    const { state: instance, events, effects } = work
    const done = { ok: true as const, instance: events.length === 0 ? work.before : instance, events, effects, changed }
    return report === undefined ? done : { ...done, report }
  } catch (e) {
    if (e instanceof Refused) return e.refusal
    throw e
  }
}

/** What a new instance begins with. */
export interface StartInput {
  /** From `newId` where the host does not name it. */
  readonly id?: string
  readonly vars?: Vars
  /** Who it is for; found by `{ by: 'starter' }`. */
  readonly starter?: string
}

/**
 * Starts an instance of a definition that `validate` has nothing against, and moves it until it waits.
 *
 * @returns the state, its first events and the effects the host owes; or a refusal. Nothing is thrown for what a user may do.
 */
export function start(flow: Flow, input: StartInput, context: FlowContext): Answer {
  const id = input.id ?? context.newId()
  const work = new Work(flow, emptyState(), context)
  return answer(work, () => {
    if (work.find(flow.start) === undefined) refuse('process.no_start')
    const head = { id, key: flow.key, version: flow.version, starter: input.starter ?? null }
    const vars = Object.entries(input.vars ?? {}).filter(([name]) => name !== '__proto__')
    const facts = vars.map(([name, set]) => ({ t: 'vars' as const, id: name, set }))
    work.log('started', null, { ...head, vars: Object.fromEntries(vars) }, { t: 'instance', set: head }, ...facts)
    const root: Thread = {
      ...{ id: context.newId(), parent: null, node: flow.start, state: 'active', openChildren: 0, visit: 0, round: 0 },
      ...{ item: null, vars: {}, trail: [], back: [], pending: null, movedIn: work.step, actedIn: 0 },
    }
    work.log('threadOpened', null, { thread: root.id }, { t: 'threads', id: root.id, set: root })
    work.moves.push({ thread: root.id, to: flow.start })
  })
}

/**
 * Carries out one command: all of it or nothing. The state given is left as it is, so that a host may run a command twice, the
 * first time to learn what `context.resolve` will be asked.
 *
 * @param flow The definition of the instance's version (for `migrate` the old one).
 * @returns the new state with its events, effects and names of changed rows; or a refusal with a code and words.
 */
export function apply(flow: Flow, instance: Instance, command: Command, context: FlowContext): Answer {
  const work = new Work(flow, instance, context)
  return answer(work, () => dispatch(work, command))
}
