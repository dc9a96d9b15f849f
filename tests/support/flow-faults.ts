import { isDeepStrictEqual } from 'node:util'
import { In } from 'typeorm'
import { replay, type Instance } from '@pitlane/process'
import { eventsOf } from '../../server/src/modules/process'
import {
  FlowCandidate,
  FlowIncident,
  FlowInstance,
  FlowTask,
  FlowTimer,
} from '../../server/src/modules/process/process.entity'
import type { Reader } from '../../server/src/platform/database'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Everything in which an instance, its history and its rows do not tell the same. */
export async function flowFaults(db: Reader, instanceId: string): Promise<string[]> {
  const row = await db.findOne(FlowInstance, { id: instanceId })
  if (!row) return [`no instance ${instanceId}`]
  const { state } = row
  const events = await eventsOf(db, instanceId)
  const faults: string[] = []
  const say = (isRight: boolean, what: string) => {
    if (!isRight) faults.push(`${instanceId}: ${what}`)
  }
  say(
    events.every(({ seq }, i) => seq === i + 1),
    'a gap in the history',
  )
  say(isDeepStrictEqual(plain(replay(events)), plain(state)), 'the history leads to another state')
  say(
    row.seq === state.seq && row.step === state.step && row.status === state.status && row.version === state.version,
    'the row tells another state',
  )
  faults.push(...(await rowFaults(db, state)))
  return faults
}

async function rowFaults(db: Reader, state: Instance): Promise<string[]> {
  const where = { where: { instanceId: state.id } }
  const tasks = await db.find(FlowTask, where)
  const told = tasks.map((t) => [t.id, t.node, t.status, t.rev, t.outcome, t.doneBy, t.dueAt?.getTime() ?? null])
  const meant = Object.values(state.tasks).map((t) => [t.id, t.node, t.status, t.rev, t.outcome, t.doneBy, t.dueAt])
  const faults: string[] = []
  const same = (what: string, is: readonly unknown[][], should: readonly unknown[][]) => {
    const [a, b] = [is, should].map((rows) => rows.map((one) => JSON.stringify(one)).sort())
    if (!isDeepStrictEqual(a, b)) faults.push(`${state.id}: ${what}: ${a?.join()} instead of ${b?.join()}`)
  }
  same('tasks', told, meant)
  const timers = await db.find(FlowTimer, where)
  same(
    'timers',
    timers.map((t) => [t.id, t.dedupe, t.dueAt?.getTime() ?? null]),
    Object.values(state.timers).map((t) => [t.id, t.dedupe, t.dueAt]),
  )
  const incidents = await db.find(FlowIncident, where)
  same(
    'incidents',
    incidents.map((i) => [i.id, i.kind, i.state]),
    Object.values(state.incidents).map((i) => [i.id, i.kind, i.state]),
  )
  const holders = await db.find(FlowCandidate, { where: { taskId: In(tasks.map(({ id }) => id)) } })
  same(
    'candidates',
    holders.map((c) => [c.taskId, c.kind, c.candidateId]),
    Object.values(state.tasks).flatMap((task) => {
      if (task.status !== 'open') return []
      const asked = task.signers.filter((one) => one.state === 'asked').map((one) => `person:${one.person}`)
      const pool = task.candidates.map(({ kind, id }) => `${kind}:${id}`)
      const whose = task.signers.length > 0 ? asked : pool
      return [...new Set(whose)].map((one) => [task.id, one.split(':')[0], one.slice(one.indexOf(':') + 1)])
    }),
  )
  return faults
}
