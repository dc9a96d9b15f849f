import type { Effect, Flow, Instance, Patch, Vars } from '@pitlane/process'
import { at, big, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 流程定义 */
export const FlowDef = table('flow_def', {
  flowKey: text(64).key(),
  version: int().key(),
  /** Null: for all stores that have none of their own. */
  storeId: id().nullable(),
  title: text(60),
  graph: json<Flow>(),
  checksum: text(43),
  pins: json<Readonly<Record<string, number>>>(),
  state: oneOf('draft', 'published', 'retired'),
  /** Counts saves of a draft. */
  rev: int(),
  createdAt: at(),
  publishedAt: at().nullable(),
  publishedBy: text(40).nullable(),
})
export type FlowDef = Row<typeof FlowDef>

/** 流程实例. `state` is the truth; everything else is there to be found by. */
export const FlowInstance = table('flow_instance', {
  id: id().key(),
  flowKey: text(64),
  version: int(),
  storeId: id(),
  subjectType: text(32),
  subjectId: text(64),
  cause: text(255),
  parentId: id().nullable(),
  parentRef: text(255).nullable(),
  depth: int(),
  status: oneOf('running', 'ended', 'cancelled'),
  result: text(64).nullable(),
  seq: int(),
  step: int(),
  state: json<Instance>(),
  startedAt: at(),
  endedAt: at().nullable(),
  updatedAt: at(),
  /** When its history was removed, years after its end. */
  historyGoneAt: at().nullable(),
})
export type FlowInstance = Row<typeof FlowInstance>

/** 流程任务 */
export const FlowTask = table('flow_task', {
  id: id().key(),
  instanceId: id(),
  flowKey: text(64),
  storeId: id(),
  subjectType: text(32),
  subjectId: text(64),
  node: text(48),
  visit: int(),
  item: text(190).nullable(),
  title: text(60),
  lane: text(64).nullable(),
  ownCommand: text(64).nullable(),
  status: oneOf('open', 'done', 'cancelled'),
  rev: int(),
  assigneeId: text(40).nullable(),
  dueAt: at().nullable(),
  remainingMs: big().nullable(),
  breachedAt: at().nullable(),
  level: int(),
  urges: int(),
  outcome: text(64).nullable(),
  doneBy: text(40).nullable(),
  openedAt: at(),
  closedAt: at().nullable(),
})
export type FlowTask = Row<typeof FlowTask>

/** Whose an open task is. */
export const FlowCandidate = table('flow_candidate', {
  taskId: id().key(),
  kind: text(24).key(),
  candidateId: text(64).key(),
  storeId: id(),
  part: oneOf('asked', 'pool'),
})
export type FlowCandidate = Row<typeof FlowCandidate>

/** 流程定时 */
export const FlowTimer = table('flow_timer', {
  id: id().key(),
  dedupe: text(255),
  instanceId: id(),
  taskId: id().nullable(),
  node: text(48),
  kind: oneOf('due', 'remind', 'escalate', 'wait', 'orAfter'),
  level: int(),
  dueAt: at().nullable(),
  remainingMs: big().nullable(),
  tryAt: at().nullable(),
  attempts: int(),
})
export type FlowTimer = Row<typeof FlowTimer>

/** 流程异常 */
export const FlowIncident = table('flow_incident', {
  id: id().key(),
  instanceId: id(),
  storeId: id(),
  kind: oneOf('nobody', 'effect', 'endless', 'missing'),
  taskId: id().nullable(),
  node: text(48),
  effect: text(255).nullable(),
  error: text(500),
  state: oneOf('open', 'closed'),
  openedAt: at(),
  closedAt: at().nullable(),
})
export type FlowIncident = Row<typeof FlowIncident>

/** What a flow has asked of the world. */
export const FlowEffect = table('flow_effect', {
  dedupe: text(255).key(),
  instanceId: id(),
  effect: json<Effect>(),
  sentAt: at(),
})

/** History, append-only. */
export const FlowEventRow = table('flow_event', {
  instanceId: id().key(),
  seq: int().key(),
  step: int(),
  at: at(),
  actor: text(40),
  type: text(24),
  node: text(48).nullable(),
  visit: int().nullable(),
  item: text(190).nullable(),
  data: json<Vars>(),
  patches: json<readonly Patch[]>(),
})
export type FlowEventRow = Row<typeof FlowEventRow>

/** A command that came with a key, and which events it made. */
export const FlowCommand = table('flow_command', {
  id: text(100).key(),
  instanceId: id(),
  digest: text(43),
  seqFrom: int(),
  seqTo: int(),
  at: at(),
})
