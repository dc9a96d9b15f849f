import type { Outcome, TaskNode } from './definition'
import { setFacts } from './facts'
import {
  requireAmong,
  requireNode,
  requireOpen,
  requireOther,
  requireOutcome,
  requireProof,
  requireSigner,
} from './guards'
import { closeIncidentsOf } from './incidents'
import { finish, leave } from './moving'
import { notify } from './notices'
import type { Command, Proof } from './protocol'
import { reject, ruleFor, type RejectWish } from './rejecting'
import { callUp, decide, replaceSigner } from './signing'
import type { Signer, Task } from './state'
import { dropTimers, placeOf, timersOfTask } from './timers'
import { refuse, type Work } from './work'
import { asPerson } from './assigning'

type Complete = Extract<Command, { type: 'complete' }>

/** Signs a task with an outcome; when that decides it, the flow goes on. */
export function complete(work: Work, command: Complete): void {
  const task = requireOpen(work, command)
  const node = requireNode(work, task)
  const outcome = requireOutcome(work, node, task, command.outcome)
  const proof = command.data ?? {}
  const signer = whoSigns(work, task)
  if (signer.state === 'waiting') refuse('process.not_your_turn')
  requireOther(work, node, task, [work.context.actor.id])
  const isStandIn = signer.person === work.context.actor.id
  if (isStandIn && signer.standsFor !== undefined) {
    return handBack(work, task, signer, signer.standsFor, { outcome: outcome.key, proof })
  }
  requireProof(node, outcome, proof)
  const own = sign(work, task, signer, outcome, proof)
  const decided = decide(node, work.task(task.id).signers, own)
  if (decided === undefined) return callNext(work, work.task(task.id))
  close(work, work.task(task.id), node, decided, command)
}

/** `reject` is `complete` with the outcome that sends back. */
export function sendBack(work: Work, command: Extract<Command, { type: 'reject' }>): void {
  const node = requireNode(work, requireOpen(work, command))
  const outcome = node.outcomes.find((one) => one.to === 'reject') ?? refuse('process.no_reject_here')
  complete(work, { ...command, type: 'complete', outcome: outcome.key })
}

/** The actor's place among the signers; from a pool whoever belongs to it may take one. */
function whoSigns(work: Work, task: Task): Signer {
  if (task.signers.length > 0) return requireSigner(work, task)
  requireAmong(work, task)
  return { person: work.context.actor.id, state: 'asked', after: [] }
}

/** With power the actor signs in the place of the one who is asked. */
function sign(work: Work, task: Task, signer: Signer, outcome: Outcome, proof: Proof): Signer {
  const person = work.context.actor.id
  const { standsFor: _, ...place } = signer
  const own: Signer = { ...place, person, state: 'signed', outcome: outcome.key, at: work.now }
  const signers = task.signers.length === 0 ? [own] : replaceSigner(task.signers, signer.person, own)
  const set = { signers, rev: task.rev + 1, touchedIn: work.step }
  const data = {
    task: task.id,
    outcome: outcome.key,
    insteadOf: person === signer.person ? null : signer.person,
    proof,
  }
  work.log('taskSigned', placeOf(task), data, { t: 'tasks', id: task.id, set })
  setFacts(work, work.thread(task.thread), proof.vars ?? {})
  return own
}

interface Advice {
  readonly outcome: string
  readonly proof: Proof
}

/** A stand-in is done: the one they stand in for has the last word. */
function handBack(work: Work, task: Task, signer: Signer, owner: string, { outcome, proof }: Advice): void {
  const { standsFor: _, ...rest } = signer
  const back: Signer = { ...rest, person: owner, advice: { by: work.context.actor.id, outcome } }
  const signers = replaceSigner(task.signers, signer.person, back)
  const set = { signers, rev: task.rev + 1, touchedIn: work.step }
  work.log(
    'delegateReturned',
    placeOf(task),
    { task: task.id, to: owner, outcome, proof },
    { t: 'tasks', id: task.id, set },
  )
  setFacts(work, work.thread(task.thread), proof.vars ?? {})
  notify(work, task, 'assigned', [asPerson(owner)])
}

function callNext(work: Work, task: Task): void {
  const signers = callUp(task.signers)
  const called = signers.filter((signer, i) => signer !== task.signers[i]).map((signer) => signer.person)
  if (called.length === 0) return
  work.log('assigned', placeOf(task), { task: task.id, people: called }, { t: 'tasks', id: task.id, set: { signers } })
  notify(
    work,
    task,
    'assigned',
    called.map((person) => asPerson(person)),
  )
}

/** The task is decided; its outcome takes the thread on, back, or to the end of everything. */
export function close(work: Work, task: Task, node: TaskNode, outcome: Outcome, wish: RejectWish): void {
  const rule = outcome.to === 'reject' ? ruleFor(node, wish) : undefined
  dropTimers(work, timersOfTask(work, task.id))
  closeIncidentsOf(work, (incident) => incident.task === task.id)
  const doneBy = work.context.actor.id
  const status = { status: 'done' as const, outcome: outcome.key, doneBy, closedAt: work.now }
  const set = { ...status, remainingMs: null, rev: task.rev + 1, touchedIn: work.step }
  const data = { task: task.id, outcome: outcome.key, to: outcome.to }
  work.log('taskDone', placeOf(task), data, { t: 'tasks', id: task.id, set })
  const thread = work.thread(task.thread)
  setFacts(work, thread, { [`${task.node}.outcome`]: outcome.key })
  if (rule !== undefined) reject(work, work.task(task.id), rule, wish.items)
  else if (outcome.to === 'end') finish(work, 'ended', outcome.key)
  else leave(work, work.thread(thread.id))
}
