import { createHash } from 'node:crypto'
import {
  start,
  type Command,
  type Effect,
  type FlowActor,
  type FlowEvent,
  type Instance,
  type MigrationReport,
  type Vars,
} from '@pitlane/process'
import { AppError, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { FlowSubject } from '../../platform/flow-parts'
import { newId } from '../../platform/id'
import { isDuplicate, sqlInstant } from '../../platform/sql'
import { flowActorOf } from './acting.queries'
import { decide } from './deciding.service'
import { definitionOf } from './definition.queries'
import { instanceRow } from './effects.service'
import { eventsOf, firstCommand, firstOf, lockInstance, type Head, type Running } from './instance.queries'
import { FlowInstance } from './process.entity'
import { advance, settle } from './running.service'
import { versionToStart } from './shipping.service'

/** A flow to start. */
interface FlowStart {
  readonly key: string
  readonly subject: FlowSubject
  readonly storeId: string
  /** The occasion, at most 255 characters: a flow starts once per occasion. */
  readonly cause: string
  readonly vars?: Vars
  /** Who starts it; also who it is for (`{ by: 'starter' }`), unless `starter` says otherwise. */
  readonly actor: AuditActor
  readonly starter?: string
}

/** What a start or a command did. */
interface FlowAnswer {
  readonly instanceId: string
  /** As it stands now. */
  readonly instance: Instance
  /** What this command did; of a repeat, what the first one did. */
  readonly events: readonly FlowEvent[]
  /** What it has led to, all of it done or in the outbox of the transaction. Empty for a repeat. */
  readonly effects: readonly Effect[]
  /** True where the same was asked before: nothing was done now. */
  readonly isRepeat: boolean
  /** Of a migration. */
  readonly report?: MigrationReport
}

/**
 * Starts a flow with the version that is current in the store: the store's own, else the one for all stores. A second start with
 * the same cause gets the first one's instance as it stands now. Throws `process.no_flow`, and what the reducer refuses.
 */
export async function startFlow(app: App, tx: Tx, input: FlowStart): Promise<FlowAnswer> {
  const { key, subject, storeId, cause } = input
  const version = await versionToStart(app, tx, key, storeId)
  if (version === undefined) throw new AppError('process.no_flow', { key })
  const flow = await definitionOf(app, tx, key, version)
  const head: Head = {
    ...{ id: newId(), flowKey: key, storeId, subjectType: subject.type, subjectId: subject.id, cause },
    ...{ parentId: null, parentRef: null, depth: 0 },
  }
  const actor = await flowActorOf(app, tx, input.actor, storeId)
  const facts = await app.flows.facts.get(subject.type)?.(app, tx, subject, storeId)
  const given = { id: head.id, vars: { ...facts, ...input.vars }, starter: input.starter ?? actor.id }
  const applied = await decide(app, tx, head, actor, (context) => start(flow, given, context))
  if (!(await insertOnce(tx, instanceRow(head, applied, app.clock.now())))) return startedBefore(tx, key, cause)
  const { running } = await settle(app, tx, { head, flow, before: undefined, applied })
  const { events, effects } = applied
  return { instanceId: head.id, instance: running.state, events, effects, isRepeat: false }
}

const CLASHES = 'uk_flow_instance_cause|flow_instance.flow_key, flow_instance.cause'

/** False where the cause has started the flow before. */
async function insertOnce(tx: Tx, row: FlowInstance): Promise<boolean> {
  // What waits goes first, so that its failure is not taken for this one's.
  await tx.rows('select 1')
  try {
    await tx.insert(FlowInstance, row)
    await tx.rows('select 1')
    return true
  } catch (e) {
    if (isDuplicate(e, CLASHES)) return false
    throw e
  }
}

async function startedBefore(tx: Tx, key: string, cause: string): Promise<FlowAnswer> {
  const first = await firstOf(tx, key, cause)
  const events = (await eventsOf(tx, first.head.id)).filter(({ step }) => step === 1)
  return { instanceId: first.head.id, instance: first.state, events, effects: [], isRepeat: true }
}

/** Who gives a command, and by which key it is known when it comes twice. */
interface CommandBy {
  readonly actor: AuditActor
  /** At most 64 characters, unique within the instance. */
  readonly requestId?: string
  /** The caller has seen to it that the actor may act for whoever holds the task. */
  readonly power?: boolean
}

/**
 * Carries out one command on an instance, which it locks until the transaction ends. A second one with the same `requestId` does
 * nothing and gets the first one's events. Throws `process.not_found`, `request.key_reused` where the key was another command's,
 * and the refusals of the reducer as codes of their own.
 */
export async function command(
  app: App,
  tx: Tx,
  instanceId: string,
  wanted: Command,
  by: CommandBy,
): Promise<FlowAnswer> {
  const key = by.requestId === undefined ? undefined : `${instanceId}:${by.requestId}`
  const found = await lockFor(app, tx, instanceId, wanted, key)
  if (found === 'repeat') return repeated(tx, instanceId, wanted, String(key))
  if (!found) throw new AppError('process.not_found')
  const flow = await definitionOf(app, tx, found.state.key, found.state.version)
  const actor = await actorFor(app, tx, by, found.head)
  const fresh = await refreshed(app, tx, { ...found, flow }, wanted)
  const { applied, running } = await advance(app, tx, fresh, actor, wanted)
  const { events, effects, report } = applied
  if (key !== undefined) {
    const seqs = [found.state.seq, applied.instance.seq, key]
    await tx.put('update flow_command set seq_from = ?, seq_to = ? where id = ?', seqs)
  }
  const answer = { instanceId, instance: running.state, events, effects, isRepeat: false }
  return report === undefined ? answer : { ...answer, report }
}

async function actorFor(app: App, tx: Tx, by: CommandBy, head: Head): Promise<FlowActor> {
  const actor = await flowActorOf(app, tx, by.actor, head.storeId)
  return by.power === true ? { ...actor, power: true } : actor
}

const digestOf = (wanted: Command): string => createHash('sha256').update(JSON.stringify(wanted)).digest('base64url')

/** Writes down the key and locks the instance, in one round trip. */
async function lockFor(app: App, tx: Tx, instanceId: string, wanted: Command, key: string | undefined) {
  const { dialect } = app.db
  if (key === undefined) return lockInstance(tx, dialect, instanceId)
  const sql = 'insert into flow_command (id, instance_id, digest, seq_from, seq_to, at) values (?, ?, ?, 0, 0, ?)'
  const inserting = tx.run(sql, [key, instanceId, digestOf(wanted), sqlInstant(app.clock.now())])
  try {
    const [, found] = await Promise.all([inserting, lockInstance(tx, dialect, instanceId)])
    return found
  } catch (e) {
    if (isDuplicate(e, 'PRIMARY|flow_command.id')) return 'repeat' as const
    throw e
  }
}

async function repeated(tx: Tx, instanceId: string, wanted: Command, key: string): Promise<FlowAnswer> {
  const { digest, after, count, state } = await firstCommand(tx, key, instanceId)
  if (digest !== digestOf(wanted)) throw new AppError('request.key_reused')
  const events = count === 0 ? [] : await eventsOf(tx, instanceId, after, count)
  return { instanceId, instance: state, events, effects: [], isRepeat: true }
}

/** Facts that a module keeps about the subject, as they are now, before anything is decided by them. */
async function refreshed(app: App, tx: Tx, running: Running, wanted: Command): Promise<Running> {
  const { subjectType, subjectId, storeId } = running.head
  const provider = app.flows.facts.get(subjectType)
  if (!provider || wanted.type === 'setVars' || running.state.status !== 'running') return running
  const facts = await provider(app, tx, { type: subjectType, id: subjectId }, storeId)
  const news = Object.entries(facts).filter(([name, value]) => !isSame(running.state.vars[name], value))
  if (news.length === 0) return running
  const actor = { id: 'process', power: true }
  return (await advance(app, tx, running, actor, { type: 'setVars', vars: Object.fromEntries(news) })).running
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
