import { asked, asPerson, isAmong } from './assigning'
import type { TaskNode } from './definition'
import { requireAmong, requireMay, requireNode, requireOpen, requireOther, requireSigner } from './guards'
import type { EventType } from './history'
import { closeIncidentsOf } from './incidents'
import { holders, notify } from './notices'
import type { Command } from './protocol'
import { parties, replaceSigner } from './signing'
import type { Signer, Task, Vars } from './state'
import { placeOf } from './timers'
import { refuse, type Work } from './work'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

function change(work: Work, type: EventType, task: Task, set: Partial<Task>, data: Vars): void {
  const row = { ...set, rev: task.rev + 1, touchedIn: work.step }
  work.log(type, placeOf(task), { task: task.id, ...data }, { t: 'tasks', id: task.id, set: row })
}

/** Takes a task out of its pool. */
export function claim(work: Work, command: Of<'claim'>): void {
  const task = requireOpen(work, command)
  const node = requireNode(work, task)
  const holder = task.signers[0]?.person
  if (holder !== undefined)
    refuse(node.assign.pick === 'all' ? 'process.not_claimable' : 'process.taken', { by: holder })
  requireAmong(work, task)
  const { id } = work.context.actor
  requireOther(work, node, task, [id])
  change(work, 'claimed', task, { signers: asked([id], false) }, { by: id })
}

/** Puts a task back into its pool. */
export function unclaim(work: Work, command: Of<'unclaim'>): void {
  const task = requireOpen(work, command)
  const node = requireNode(work, task)
  const signer = requireSigner(work, task)
  const isSole = task.signers.length === 1 && signer.standsFor === undefined
  if (!isSole || node.assign.pick === 'all' || task.candidates.length === 0) refuse('process.not_claimable')
  change(work, 'unclaimed', task, { signers: [] }, { by: signer.person, note: command.note ?? null })
}

/** The dispatcher's word: these and nobody else. What was recommended stays on the task. */
export function assign(work: Work, command: Of<'assign'>): void {
  const task = requireOpen(work, command)
  const node = requireNode(work, task)
  const persons = fresh(command.persons, [])
  if (task.signers.some((signer) => signer.state === 'signed')) refuse('process.has_signed')
  requireOther(work, node, task, persons)
  const isKnown = (person: string): boolean => task.candidates.some((one) => one.kind === 'person' && one.id === person)
  const added = persons.filter((person) => !isKnown(person)).map((person) => asPerson(person, command.reasons))
  const set = { signers: asked(persons, node.sign?.mode === 'inOrder'), candidates: [...task.candidates, ...added] }
  const from = task.signers.map((signer) => signer.person)
  change(work, 'assigned', task, set, { people: persons, from, reasons: command.reasons ?? [] })
  closeIncidentsOf(work, (incident) => incident.task === task.id && incident.kind === 'nobody')
  notify(work, task, 'assigned', holders(work.task(task.id)))
}

/** Hands a task over for good, or lends it: a delegate's answer comes back as advice. */
export function handOver(work: Work, command: Of<'transfer' | 'delegate'>): void {
  const { task, node, signer } = requireOwn(work, command, command.type)
  const [person = ''] = fresh([command.person], parties(task.signers))
  requireOther(work, node, task, [person])
  if (command.type === 'delegate' && signer.standsFor !== undefined) refuse('process.already_delegated')
  const { advice: _, ...rest } = signer
  const lent = command.type === 'delegate' ? { ...rest, person, standsFor: signer.person } : { ...rest, person }
  const signers = replaceSigner(task.signers, signer.person, lent)
  const type = command.type === 'delegate' ? 'delegated' : 'transferred'
  change(work, type, task, { signers }, { from: signer.person, to: person, note: command.note ?? null })
  notify(work, task, 'assigned', [asPerson(person)])
}

/** Asks for further signatures before, with or after one's own. */
export function addSign(work: Work, command: Of<'addSign'>): void {
  const { task, node, signer } = requireOwn(work, command, 'addSign')
  const persons = fresh(command.persons, parties(task.signers))
  requireOther(work, node, task, persons)
  const isAfter = command.where === 'after'
  const added = persons.map((person): Signer => {
    const after = isAfter ? [signer.person] : []
    return { person, state: isAfter ? 'waiting' : 'asked', after, addedBy: work.context.actor.id }
  })
  const own: Signer = { ...signer, state: 'waiting', after: [...signer.after, ...persons] }
  const others = command.where === 'before' ? replaceSigner(task.signers, signer.person, own) : task.signers
  change(work, 'signerAdded', task, { signers: [...others, ...added] }, { people: persons, where: command.where })
  if (!isAfter)
    notify(
      work,
      task,
      'assigned',
      persons.map((person) => asPerson(person)),
    )
}

export function urge(work: Work, command: Of<'urge'>): void {
  const task = requireOpen(work, command)
  requireMay(requireNode(work, task), 'urge')
  const set = { urges: task.urges + 1 }
  work.log('urged', placeOf(task), { task: task.id, note: command.note ?? null }, { t: 'tasks', id: task.id, set })
  notify(work, task, 'urged', holders(task))
}

export function cc(work: Work, command: Of<'cc'>): void {
  const task = requireOpen(work, command)
  requireMay(requireNode(work, task), 'cc')
  const persons = fresh(command.persons, task.cc)
  const set = { cc: [...task.cc, ...persons] }
  work.log('copied', placeOf(task), { task: task.id, people: persons }, { t: 'tasks', id: task.id, set })
  notify(
    work,
    task,
    'cc',
    persons.map((person) => asPerson(person)),
  )
}

interface Own {
  readonly task: Task
  readonly node: TaskNode
  readonly signer: Signer
}

/** A task in the actor's hands; one of a pool must be claimed first. */
function requireOwn(
  work: Work,
  command: { task: string; rev?: number },
  may: 'transfer' | 'delegate' | 'addSign',
): Own {
  const task = requireOpen(work, command)
  const node = requireNode(work, task)
  requireMay(node, may)
  if (task.signers.length === 0 && isAmong(work, task.candidates)) refuse('process.not_claimed')
  return { task, node, signer: requireSigner(work, task) }
}

/** Persons named, each once; refused where there is none, or one has a part already. */
function fresh(persons: readonly string[], taken: readonly string[]): string[] {
  const named = [...new Set(persons.filter((person) => person.trim() !== ''))]
  if (named.length === 0) refuse('process.nobody_given')
  const known = named.filter((person) => taken.includes(person))
  if (known.length > 0) refuse('process.already_in', { persons: known })
  return named
}
