import { seat } from './assigning'
import { requireNode } from './guards'
import { closeIncident, openIncident, openIncidents } from './incidents'
import { holders, notify } from './notices'
import type { Command } from './protocol'
import type { Incident } from './state'
import { placeOf } from './timers'
import { refuse, visitKey, type At, type Work } from './work'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The outbox gave up on an effect: seen as an incident, once. What waits for the effect goes on waiting. */
export function effectFailed(work: Work, command: Of<'effectFailed'>): void {
  const { dedupe, error } = command
  const node = sentFrom(work, dedupe) ?? refuse('process.no_effect', { dedupe })
  const open = openIncidents(work).find((incident) => incident.effect === dedupe)
  if (open !== undefined) {
    work.log('incidentOpened', null, { incident: open.id, error }, { t: 'incidents', id: open.id, set: { error } })
    return
  }
  const waiting = work.living().find((thread) => thread.pending === dedupe)
  openIncident(work, { kind: 'effect', thread: waiting?.id ?? null, task: null, node, effect: dedupe, error })
}

/** The node an effect came from, where it was really sent. */
function sentFrom(work: Work, dedupe: string): string | undefined {
  const [instance, node = '', visit = '', item = null] = dedupe.split(':')
  const t = work.find(node)?.t
  const isKnown = instance === work.state.id && (t === 'act' || t === 'call')
  const at = { node, visit: Number(visit), item }
  return isKnown && visitKey(instance, at) === dedupe && wasEntered(work, at) ? node : undefined
}

function wasEntered(work: Work, { node, visit, item }: At): boolean {
  const entered = work.state.visits[item === null ? node : `${node}:${item}`] ?? 0
  return visit >= 1 && visit <= entered
}

/** What is stuck is tried again. */
export function effectRetried(work: Work, command: Of<'effectRetried'>): void {
  const incident = work.state.incidents[command.incident]
  if (incident?.state !== 'open') refuse('process.no_incident')
  if (incident.kind !== 'effect' && !work.isRunning) refuse('process.not_running')
  if (incident.kind === 'nobody') return seatAgain(work, incident)
  closeIncident(work, incident, 'resumed')
  if (incident.effect !== null) work.effects.push({ kind: 'retryAct', dedupe: incident.effect })
  else if (incident.thread !== null) work.moves.push({ thread: incident.thread, to: incident.node })
}

function seatAgain(work: Work, incident: Incident): void {
  const task = work.task(incident.task ?? '')
  const { candidates, signers, isNobody } = seat(work, work.thread(task.thread), requireNode(work, task))
  if (isNobody) refuse('process.still_nobody')
  const people = signers.map((signer) => signer.person)
  const set = { candidates, signers, rev: task.rev + 1 }
  work.log('assigned', placeOf(task), { task: task.id, people }, { t: 'tasks', id: task.id, set })
  closeIncident(work, incident, 'resumed')
  notify(work, work.task(task.id), 'assigned', holders(work.task(task.id)))
}
