import { barred, isAmong } from './assigning'
import type { May, Outcome, TaskNode } from './definition'
import { factsAt, holds } from './facts'
import type { Proof } from './protocol'
import type { Signer, Task } from './state'
import { refuse, type Work } from './work'

interface OnTask {
  readonly task: string
  readonly rev?: number
}

/** The open task that a command is about. */
export function requireOpen(work: Work, command: OnTask): Task {
  const task = requireTask(work, command)
  if (task.status !== 'open')
    refuse('process.task_closed', { by: task.doneBy, at: task.closedAt, outcome: task.outcome })
  if (command.rev !== undefined && command.rev !== task.rev) refuse('process.task_changed', { rev: task.rev })
  return task
}

export function requireTask(work: Work, command: OnTask): Task {
  return work.state.tasks[command.task] ?? refuse('process.no_task')
}

export function requireNode(work: Work, task: Task): TaskNode {
  const node = work.find(task.node)
  return node?.t === 'task' ? node : refuse('process.no_task')
}

export function requireMay(node: TaskNode, may: May): void {
  if (node.may?.includes(may) !== true) refuse('process.not_allowed_here', { may })
}

/** The signature of a signer that the actor may act for: their own, or with power the first that is missing. */
export function requireSigner(work: Work, task: Task): Signer {
  const { id, power } = work.context.actor
  const own = task.signers.find((signer) => signer.person === id)
  if (own?.state === 'signed') refuse('process.already_signed')
  const first = power === true ? task.signers.find((signer) => signer.state === 'asked') : undefined
  return own ?? first ?? refuse('process.not_yours')
}

/** Nobody checks what they did themselves. */
export function requireOther(work: Work, node: TaskNode, task: Task, persons: readonly string[]): void {
  const out = barred(work, node, task.item)
  const same = persons.filter((person) => out.has(person))
  if (same.length > 0) refuse('process.same_person', { persons: same })
}

export function requireOutcome(work: Work, node: TaskNode, task: Task, key: string): Outcome {
  const outcome = node.outcomes.find((one) => one.key === key) ?? refuse('process.no_outcome', { outcome: key })
  if (outcome.when !== undefined && !holds(work, outcome.when, factsAt(work, work.thread(task.thread)))) {
    refuse('process.outcome_not_now', { outcome: key })
  }
  return outcome
}

export function requireAmong(work: Work, task: Task): void {
  if (work.context.actor.power !== true && !isAmong(work, task.candidates)) refuse('process.not_yours')
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/** What an outcome demands must have come with it. */
export function requireProof(node: TaskNode, outcome: Outcome, proof: Proof): void {
  const demand = outcome.demand ?? []
  if (demand.includes('reason') && isBlank(proof.reason)) refuse('process.reason_missing')
  if (demand.includes('signature') && isBlank(proof.signature)) refuse('process.signature_missing')
  if (demand.includes('photo')) requirePhotos(outcome.photos ?? 1, proof)
  if (demand.includes('checklist')) requireChecklist(node.checklist ?? [], proof)
}

function requirePhotos(atLeast: number, proof: Proof): void {
  const photos = new Set((proof.photos ?? []).filter((photo) => !isBlank(photo))).size
  if (photos < atLeast) refuse('process.photo_missing', { atLeast, photos })
}

function requireChecklist(points: readonly string[], proof: Proof): void {
  const answered = new Set((proof.checklist ?? []).map((point) => point.key))
  const missing = points.filter((point) => !answered.has(point))
  if (missing.length > 0 || answered.size === 0) refuse('process.checklist_missing', { missing })
}
