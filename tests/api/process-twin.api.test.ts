import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Candidate } from '@pitlane/process'
import { startTestApp, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, flow as flowOf, publish } from '../support/flow-scene'
import { found, Twin } from '../support/flow-twin'
import { given } from '../support/given'
import { Chance, randomFlow } from '../unit/process/random'

const SEQUENCES = 220
const COMMANDS = 14
const AT_ONCE = 8

let t: TestApp
let storeId: string
beforeAll(async () => {
  t = await startTestApp()
  storeId = (await given(t).store()).id
  type Resolve = (app: unknown, db: unknown, ask: Parameters<typeof found>[0]) => Promise<Candidate[]>
  const resolvers = t.world.app.flows.resolvers as Map<string, Resolve>
  for (const word of ['people', 'leader']) resolvers.set(word, (_app, _db, ask) => Promise.resolve(found(ask)))
  await publish(t, flowOf('other', { wait: { t: 'wait', for: { event: 'never' }, next: 'z' }, z: end() }))
})
afterAll(() => t.stop())

const tally = new Map<string, number>()

/** One random flow: each command to the database and to the reducer alone, and the same came of it. */
async function play(seed: number): Promise<void> {
  const chance = new Chance(seed)
  const flow = { ...randomFlow(chance), key: `random-${seed}` }
  await publish(t, flow)
  const twin = new Twin(t, storeId, flow, chance)
  await twin.start(String(seed))
  for (let i = 0; i < COMMANDS && twin.state?.status === 'running'; i++) {
    const what = await twin.step(twin.state, i)
    tally.set(what, (tally.get(what) ?? 0) + 1)
  }
  expect(await flowFaults(t.world.app.db.read, twin.id)).toEqual([])
}

it(`does in the database what the reducer does alone, for ${SEQUENCES} random flows`, async () => {
  const given = process.env['SEED']
  const first = Number(given ?? 1 + Math.floor(Math.random() * 1_000_000))
  const seeds = Array.from({ length: given === undefined ? SEQUENCES : 1 }, (_, i) => first + i)
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
  if (process.env['TALLY'] !== undefined) console.log(tally)
  if (given !== undefined) return
  expect(tally.get('complete')).toBeGreaterThan(SEQUENCES)
  expect(tally.get('timerFired')).toBeGreaterThan(20)
}, 90_000)
