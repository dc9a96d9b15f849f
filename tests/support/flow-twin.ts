import { isDeepStrictEqual } from 'node:util'
import { expect } from '@jest/globals'
import {
  apply,
  start,
  type Candidate,
  type Command,
  type Flow,
  type FlowActor,
  type FlowContext,
  type FlowEvent,
  type Instance,
} from '@pitlane/process'
import { isAppError } from '@pitlane/kernel'
import { command, startFlow } from '../../server/src/modules/process'
import type { App } from '../../server/src/platform/app'
import { everybody, type Chance } from '../unit/process/random'
import type { TestApp } from './app'
import { TestClock } from './clock'
import { randomCommand } from './flow-commands'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** 09:00 to 18:00 in Shanghai, every day. */
const [OPENS, CLOSES] = [60 * MINUTE, 10 * 60 * MINUTE]

/** Work done since 1970 at an instant; another way to the same figures than the server's. */
const workUpTo = (ms: number): number => {
  const day = Math.floor(ms / DAY)
  return day * (CLOSES - OPENS) + Math.min(CLOSES - OPENS, Math.max(0, ms - day * DAY - OPENS))
}
const instantOfWork = (work: number): number => {
  const day = Math.ceil(work / (CLOSES - OPENS)) - 1
  return day * DAY + OPENS + (work - day * (CLOSES - OPENS))
}

interface Ask {
  readonly assign: { readonly by: string; readonly args?: Readonly<Record<string, unknown>> }
  readonly node: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** People as both sides find them: decided by what is asked alone. */
export function found({ assign, node, facts }: Ask): Candidate[] {
  if (assign.by === 'leader') return facts['a'] === true ? [{ kind: 'person', id: 'lead' }] : []
  if (assign.by !== 'people') return []
  return ((assign.args?.['ids'] ?? []) as string[]).map((id) => ({
    ...{ kind: 'person', id, load: (node.length * 7 + id.charCodeAt(0)) % 5, score: id.charCodeAt(1) % 4 },
  }))
}

/** What is new in events, in the order in which it was made: the ids that the reducer drew. */
function idsIn(events: readonly FlowEvent[], before: Instance | undefined): string[] {
  const ids = new Set<string>()
  for (const patch of events.flatMap(({ patches }) => patches)) {
    if (patch.t === 'instance' || patch.t === 'vars' || patch.t === 'visits') continue
    if (before?.[patch.t][patch.id] === undefined) ids.add(patch.id)
  }
  return [...ids]
}

const contextOf = (app: App, actor: FlowActor, ids: string[]): FlowContext => ({
  now: app.clock.now(),
  actor,
  newId: () => ids.shift() ?? 'nothing left',
  resolve: (assign, { node, facts }) => found({ assign, node, facts }),
  addWorkTime: (from, minutes) =>
    minutes <= 0 ? from : new Date(instantOfWork(workUpTo(from.getTime()) + Math.round(minutes * MINUTE))),
  workTimeBetween: (from, to) => Math.max(0, workUpTo(to.getTime()) - workUpTo(from.getTime())) / MINUTE,
})

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** `toEqual` is asked only for its words: it takes longer than the commands. */
function same(is: unknown, should: unknown): void {
  if (!isDeepStrictEqual(plain(is), plain(should))) expect(plain(is)).toEqual(plain(should))
}

const groups = ['lane:staff', 'role:staff']

/** One flow twice: in the database, and in the reducer alone, which is given the same ids. */
export class Twin {
  private readonly app: App
  private readonly clock: TestClock
  id = ''
  state: Instance | undefined

  constructor(
    t: TestApp,
    private readonly storeId: string,
    private readonly flow: Flow,
    private readonly chance: Chance,
  ) {
    this.clock = new TestClock(t.clock.now())
    this.app = { ...t.world.app, clock: this.clock }
  }

  private staff(staffId: string) {
    const grant = { role: 'staff', scope: 'store', scopeId: this.storeId, permissions: new Set<string>() } as const
    return { kind: 'staff', staffId, sessionId: 's', grants: [grant], mustChangePassword: false } as const
  }

  async start(subject: string): Promise<void> {
    const { app, chance, flow, storeId } = this
    const vars = { list: ['p', { key: 'q', a: true }], a: chance.is(0.5), b: chance.is(0.5) }
    const about = { key: flow.key, subject: { type: 'seed', id: subject }, storeId, cause: 'test', vars }
    const begun = await app.db.tx((tx) => startFlow(app, tx, { ...about, actor: this.staff('ann') }))
    this.id = begun.instanceId
    const context = contextOf(app, { id: 'ann', groups, power: false }, idsIn(begun.events, undefined))
    const pure = start(flow, { id: this.id, vars, starter: 'ann' }, context)
    if (!pure.ok) throw new Error(pure.code)
    same(begun.instance, pure.instance)
    this.state = pure.instance
  }

  /** One random command to both. Answers with what came of it: its name, or the code of the refusal. */
  async step(state: Instance, i: number): Promise<string> {
    const { app, chance, flow } = this
    const wanted = randomCommand(flow, state, chance)
    this.pass(state, wanted)
    const id = this.actor(state, wanted)
    const power = chance.is(0.2)
    const by = { actor: this.staff(id), power, ...(chance.is(0.5) ? { requestId: `r${i}` } : {}) }
    const sql = await app.db
      .tx((tx) => command(app, tx, this.id, wanted, by))
      .catch((e: unknown) => {
        if (isAppError(e)) return e.code
        throw e
      })
    const ids = typeof sql === 'string' ? [] : idsIn(sql.events, state)
    const pure = apply(flow, state, wanted, contextOf(app, { id, groups, power }, ids))
    expect(typeof sql === 'string' ? sql : 'done').toBe(pure.ok ? 'done' : pure.code)
    if (!pure.ok || typeof sql === 'string') return pure.ok ? wanted.type : pure.code
    same(sql.events, pure.events)
    same(sql.instance, pure.instance)
    this.state = pure.instance
    return wanted.type
  }

  /** Some time, and mostly until a timer is due that is to fire. */
  private pass(state: Instance, wanted: Command): void {
    this.clock.pass(this.chance.below(90) * MINUTE)
    const due = wanted.type === 'timerFired' ? state.timers[wanted.timer]?.dueAt : undefined
    if (due == null || this.chance.is(0.2)) return
    this.clock.set(new Date(Math.max(due, this.clock.now().getTime())).toISOString())
  }

  /** Mostly somebody who may, sometimes just anybody. */
  private actor(state: Instance, wanted: Command): string {
    const task = 'task' in wanted ? state.tasks[wanted.task] : undefined
    const asked = task?.signers.find((signer) => signer.state === 'asked')?.person ?? task?.doneBy
    return asked != null && this.chance.is(0.85) ? asked : this.chance.of(everybody)
  }
}
