import { start, type Applied, type Command, type Effect, type Flow, type Instance } from '@pitlane/process'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { effectEvent } from './announcing'
import { decide } from './deciding.service'
import { definitionOf, pinnedVersion } from './definition.queries'
import type { Head, Running } from './instance.queries'
import { FlowEffect, FlowInstance } from './process.entity'
import { versionToStart } from './shipping.service'

/** How the flows that a flow calls are run; given from outside, since they run on the machinery that calls this. */
export interface Children {
  settle(app: App, tx: Tx, started: { head: Head; flow: Flow; applied: Applied }): Promise<Running>
  command(app: App, tx: Tx, id: string, command: Command): Promise<void>
}

type Call = Extract<Effect, { kind: 'startChild' }>

/** Flows that call one another stop here, and the last caller stands with an incident. */
const MAX_DEPTH = 8

/** The row of a new instance. Its unique cause makes a second start fail. */
export const instanceRow = (head: Head, applied: Applied, now: Date): FlowInstance => {
  const { instance } = applied
  const { version, status, result, seq, step } = instance
  return {
    ...{ ...head, version, status, result, seq, step, state: instance },
    ...{ startedAt: now, endedAt: status === 'running' ? null : now, updatedAt: now, historyGoneAt: null },
  }
}

const failed = (call: Call, error: string): Command => ({ type: 'effectFailed', dedupe: call.dedupe, error })

/** Starts a flow that another one calls. Answers with the caller's next command where the child is over at once, or cannot be. */
export async function callChild(
  app: App,
  tx: Tx,
  children: Children,
  { head: parent, flow: by, state }: Running,
  call: Call,
): Promise<Command | undefined> {
  if (parent.depth >= MAX_DEPTH) return failed(call, '流程相互调用的层数过多')
  const pinned = call.version === 'pinned' ? await pinnedVersion(tx, by, call.flow) : undefined
  const version = pinned ?? (await versionToStart(app, tx, call.flow, parent.storeId))
  if (version === undefined) return failed(call, `没有已发布的流程「${call.flow}」`)
  const flow = await definitionOf(app, tx, call.flow, version)
  const { storeId, subjectType, subjectId } = parent
  const head: Head = {
    ...{ id: newId(), flowKey: call.flow, storeId, subjectType, subjectId, cause: call.dedupe },
    ...{ parentId: parent.id, parentRef: call.dedupe, depth: parent.depth + 1 },
  }
  const input = { id: head.id, vars: call.vars, ...(state.starter === null ? {} : { starter: state.starter }) }
  const actor = { id: 'process', power: true }
  const applied = await decide(app, tx, head, actor, (context) => start(flow, input, context))
  await tx.insert(FlowInstance, instanceRow(head, applied, app.clock.now()))
  // Told by the answer, not as a stranger would: the caller's row is in the hands of this very command.
  const alone = { ...head, parentId: null, parentRef: null }
  const { state: child } = await children.settle(app, tx, { head: alone, flow, applied })
  if (child.status === 'running') return undefined
  return endOf(call, child)
}

const endOf = (call: Call, child: Instance): Command => ({
  type: 'childEnded',
  dedupe: call.dedupe,
  result: child.result ?? child.status,
  vars: child.vars,
})

/** The caller has gone on: what it called is void. */
export async function cancelChild(app: App, tx: Tx, children: Children, ref: string): Promise<undefined> {
  const [child] = await tx.find(FlowInstance, { where: { parentRef: ref, status: 'running' }, select: { id: true } })
  if (child) await children.command(app, tx, child.id, { type: 'cancel', reason: 'caller_left' })
}

/** Asks the world once more, with the key of the first time. */
export async function repeatAct(
  app: App,
  tx: Tx,
  children: Children,
  running: Running,
  dedupe: string,
): Promise<Command | undefined> {
  const effect = (await tx.findOne(FlowEffect, { dedupe }))?.effect
  if (effect?.kind === 'startChild') return callAgain(app, tx, children, running, effect)
  if (effect?.kind === 'act') tx.emit(effectEvent(running.head, effect))
  return undefined
}

/** A child that was started is not started again, only asked whether it is over. */
async function callAgain(
  app: App,
  tx: Tx,
  children: Children,
  running: Running,
  call: Call,
): Promise<Command | undefined> {
  const [child] = await tx.find(FlowInstance, { where: { parentRef: call.dedupe } })
  if (!child) return callChild(app, tx, children, running, call)
  return child.status === 'running' ? undefined : endOf(call, child.state)
}
