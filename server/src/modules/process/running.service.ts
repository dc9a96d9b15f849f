import { apply, type Applied, type Command, type Effect, type FlowActor, type Instance } from '@pitlane/process'
import { isAppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { announcementsOf } from './announcing'
import { decide } from './deciding.service'
import { definitionOf } from './definition.queries'
import { callChild, cancelChild, repeatAct, type Children } from './effects.service'
import { lockInstance, type Head, type Running } from './instance.queries'
import { writeRows } from './writing.service'

/** What a command did, with the instance as it stands when all that followed from it is done. */
export interface Advanced {
  readonly applied: Applied
  readonly running: Running
}

/** Acts for flows themselves: a child that has ended, an effect that could not be sent. */
const CLOCKWORK: FlowActor = { id: 'process', power: true }

/** Carries out one command on an instance whose row this transaction holds, and all that follows from it. */
export async function advance(
  app: App,
  tx: Tx,
  { head, flow, state }: Running,
  actor: FlowActor,
  command: Command,
): Promise<Advanced> {
  const applied = await decide(app, tx, head, actor, (context) => apply(flow, state, command, context))
  return settle(app, tx, { head, flow, before: state, applied })
}

interface Settling {
  readonly head: Head
  readonly flow: Running['flow']
  readonly before: Instance | undefined
  readonly applied: Applied
}

const SET_INSTANCE = `update flow_instance set version = ?, status = ?, result = ?, seq = ?, step = ?, state = ?,
  ended_at = coalesce(ended_at, ?), updated_at = ? where id = ?`

/** Writes what a command did; the row of a new instance is there already. */
export async function settle(app: App, tx: Tx, { head, flow: old, before, applied }: Settling): Promise<Advanced> {
  const { instance } = applied
  const flow = instance.version === old.version ? old : await definitionOf(app, tx, instance.key, instance.version)
  const running = { head, flow, state: instance }
  if (applied.events.length === 0 && applied.effects.length === 0) return { applied, running }
  const now = app.clock.now()
  if (before !== undefined) {
    const { version, status, result, seq, step } = instance
    const ended = status === 'running' ? null : sqlInstant(now)
    const row = [version, status, result, seq, step, JSON.stringify(instance), ended, sqlInstant(now), head.id]
    await tx.put(SET_INSTANCE, row)
  }
  await writeRows(tx, { head, flow, before, applied, now })
  announcementsOf(head, applied).forEach((event) => tx.emit(event))
  return { applied, running: await follow(app, tx, running, applied.effects) }
}

/** The flows that a flow has called, on this same machinery. */
const children: Children = {
  settle: async (app, tx, started) => (await settle(app, tx, { ...started, before: undefined })).running,
  command: async (app, tx, id, command) => {
    await tell(app, tx, id, command)
  },
}

/** Does what the reducer has left to the host, in order; the instance may move on by it. */
async function follow(app: App, tx: Tx, running: Running, effects: readonly Effect[]): Promise<Running> {
  let at = running
  for (const effect of effects) {
    const answer = await followOne(app, tx, at, effect)
    if (answer) at = (await advance(app, tx, at, CLOCKWORK, answer)).running
  }
  return at
}

/** Carries out one effect; answers with the command to the same instance that it leads to. */
async function followOne(app: App, tx: Tx, running: Running, effect: Effect): Promise<Command | undefined> {
  switch (effect.kind) {
    case 'startChild':
      return callChild(app, tx, children, running, effect)
    case 'cancelChild':
      return cancelChild(app, tx, children, effect.dedupe)
    case 'retryAct':
      return repeatAct(app, tx, children, running, effect.dedupe)
    case 'ended':
      return tellParent(app, tx, running, effect)
    default:
      return undefined
  }
}

/** A flow that was called tells its caller, which may have gone on without it. */
async function tellParent(
  app: App,
  tx: Tx,
  { head, state }: Running,
  { result }: Extract<Effect, { kind: 'ended' }>,
): Promise<undefined> {
  const { parentId, parentRef } = head
  if (parentId === null || parentRef === null) return
  await tell(app, tx, parentId, { type: 'childEnded', dedupe: parentRef, result, vars: state.vars })
}

const isPassed = (e: unknown): boolean =>
  isAppError(e) && (e.code === 'process.no_effect' || e.code === 'process.not_running')

/** Gives a command to another instance; one that does not wait for it any more is left alone. */
async function tell(app: App, tx: Tx, id: string, command: Command): Promise<void> {
  const found = await lockInstance(tx, app.db.dialect, id)
  if (!found) return
  const flow = await definitionOf(app, tx, found.state.key, found.state.version)
  try {
    await advance(app, tx, { ...found, flow }, CLOCKWORK, command)
  } catch (e) {
    if (!isPassed(e)) throw e
  }
}
