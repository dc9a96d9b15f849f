import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import {
  apply,
  start,
  type Answer,
  type Candidate,
  type Flow,
  type FlowActor,
  type FlowContext,
  type FlowEvent,
  type Instance,
} from '@pitlane/process'
import { isAppError } from '@pitlane/kernel'
import { command, startFlow } from '../../server/src/modules/process'
import type { App } from '../../server/src/platform/app'
import { startTestApp, type TestApp } from '../support/app'
import { TestClock } from '../support/clock'
import { randomCommand } from '../support/flow-commands'
import { flowFaults } from '../support/flow-faults'
import { end, flow as flowOf, publish } from '../support/flow-scene'
import { given } from '../support/given'
import { Chance, everybody, randomFlow } from '../unit/process/random'

const SEQUENCES = 220
const COMMANDS = 14
const AT_ONCE = 8
const MINUTE = 60_000

let t: TestApp
let storeId: string
beforeAll(async () => {
  t = await startTestApp()
  storeId = (await given(t).store()).id
  const resolvers = t.world.app.flows.resolvers as Map<
    string,
    (app: App, db: unknown, ask: Ask) => Promise<Candidate[]>
  >
  resolvers.set('people', (_app, _db, ask) => Promise.resolve(found(ask)))
  resolvers.set('leader', (_app, _db, ask) => Promise.resolve(found(ask)))
  await publish(t, flowOf('other', { wait: { t: 'wait', for: { event: 'never' }, next: 'z' }, z: end() }))
})
afterAll(() => t.stop())

interface Ask {
  readonly assign: { readonly by: string; readonly args?: Readonly<Record<string, unknown>> }
  readonly node: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** People as both sides find them: decided by what is asked alone. */
function found({ assign, node, facts }: Ask): Candidate[] {
  if (assign.by === 'leader') return facts['a'] === true ? [{ kind: 'person', id: 'lead' }] : []
  if (assign.by !== 'people') return []
  return ((assign.args?.['ids'] ?? []) as string[]).map((id) => ({
    ...{ kind: 'person', id, load: (node.length * 7 + id.charCodeAt(0)) % 5, score: id.charCodeAt(1) % 4 },
  }))
}

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

/** What is new in events, in the order in which it was made: the ids that the reducer drew. */
function idsIn(events: readonly FlowEvent[], before: Instance | undefined): string[] {
  const ids: string[] = []
  for (const { patches } of events) {
    for (const patch of patches) {
      if (patch.t !== 'threads' && patch.t !== 'tasks' && patch.t !== 'timers' && patch.t !== 'incidents') continue
      if (before?.[patch.t][patch.id] === undefined && !ids.includes(patch.id)) ids.push(patch.id)
    }
  }
  return ids
}

function contextOf(app: App, actor: FlowActor, ids: string[]): FlowContext {
  return {
    now: app.clock.now(),
    actor,
    newId: () => ids.shift() ?? 'nothing left',
    resolve: (assign, { node, facts }) => found({ assign, node, facts }),
    addWorkTime: (from, minutes) =>
      minutes <= 0 ? from : new Date(instantOfWork(workUpTo(from.getTime()) + Math.round(minutes * MINUTE))),
    workTimeBetween: (from, to) => Math.max(0, workUpTo(to.getTime()) - workUpTo(from.getTime())) / MINUTE,
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** `toEqual` is asked only for its words: it takes longer than the commands. */
function same(is: unknown, should: unknown): void {
  if (!isDeepStrictEqual(plain(is), plain(should))) expect(plain(is)).toEqual(plain(should))
}

const tally = new Map<string, number>()

/** One random flow: each command to the database and to the reducer alone, and the same came of it. */
async function play(seed: number): Promise<void> {
  const chance = new Chance(seed)
  const flow: Flow = { ...randomFlow(chance), key: `random-${seed}` }
  await publish(t, flow)
  const clock = new TestClock(t.clock.now())
  const app: App = { ...t.world.app, clock }
  const grant = { role: 'staff', scope: 'store', scopeId: storeId, permissions: new Set<string>() } as const
  const staff = (staffId: string) =>
    ({ kind: 'staff', staffId, sessionId: 's', grants: [grant], mustChangePassword: false }) as const
  const groups = ['lane:staff', 'role:staff']
  const vars = { list: ['p', { key: 'q', a: true }], a: chance.is(0.5), b: chance.is(0.5) }
  const subject = { type: 'seed', id: String(seed) }
  const input = { key: flow.key, subject, storeId, cause: 'test', vars, actor: staff('ann') }
  const begun = await app.db.tx((tx) => startFlow(app, tx, input))
  const context = contextOf(app, { id: 'ann', groups, power: false }, idsIn(begun.events, undefined))
  const pure = start(flow, { id: begun.instanceId, vars, starter: 'ann' }, context)
  if (!pure.ok) throw new Error(pure.code)
  let state = pure.instance
  same(begun.instance, state)
  for (let i = 0; i < COMMANDS && state.status === 'running'; i++) {
    const wanted = randomCommand(flow, state, chance)
    clock.pass(chance.below(90) * MINUTE)
    const due = wanted.type === 'timerFired' ? state.timers[wanted.timer]?.dueAt : undefined
    if (due != null && chance.is(0.8)) clock.set(new Date(Math.max(due, clock.now().getTime())).toISOString())
    const task = 'task' in wanted ? state.tasks[wanted.task] : undefined
    const asked = task?.signers.find((signer) => signer.state === 'asked')?.person ?? task?.doneBy
    const id = asked != null && chance.is(0.85) ? asked : chance.of(everybody)
    const power = chance.is(0.2)
    const by = { actor: staff(id), power, ...(chance.is(0.5) ? { requestId: `r${i}` } : {}) }
    const sql = await app.db
      .tx((tx) => command(app, tx, begun.instanceId, wanted, by))
      .catch((e: unknown) => {
        if (isAppError(e)) return e.code
        throw e
      })
    const ids = typeof sql === 'string' ? [] : idsIn(sql.events, state)
    const answer: Answer = apply(flow, state, wanted, contextOf(app, { id, groups, power }, ids))
    const name = answer.ok ? wanted.type : answer.code
    tally.set(name, (tally.get(name) ?? 0) + 1)
    if (typeof sql === 'string' || !answer.ok) {
      expect(answer.ok ? 'done' : answer.code).toBe(typeof sql === 'string' ? sql : 'done')
      continue
    }
    state = answer.instance
    same(sql.events, answer.events)
    same(sql.instance, state)
  }
  expect(await flowFaults(app.db.read, begun.instanceId)).toEqual([])
}

it(`does in the database what the reducer does alone, for ${SEQUENCES} random flows`, async () => {
  const first = Number(process.env['SEED'] ?? 1 + Math.floor(Math.random() * 1_000_000))
  const seeds = Array.from({ length: process.env['SEED'] === undefined ? SEQUENCES : 1 }, (_, i) => first + i)
  const began = Date.now()
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      try {
        await play(seed)
      } catch (e) {
        throw new Error(`SEED=${seed}: ${e instanceof Error ? e.message : String(e)}`, { cause: e })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (process.env['TALLY'] !== undefined) console.log(Date.now() - began, tally)
  if (process.env['SEED'] === undefined) {
    expect(tally.get('complete')).toBeGreaterThan(SEQUENCES)
    expect(tally.get('timerFired')).toBeGreaterThan(20)
  }
}, 90_000)
