import type { Effect } from './protocol'
import type { Candidate, Task } from './state'
import { asPerson } from './assigning'
import { placeOf } from './timers'
import { visitKey, type Work } from './work'

type About = Extract<Effect, { kind: 'notify' }>['about']

/** Those in whose hands a task is: who is asked to sign, else its pool. */
export function holders(task: Task): readonly Candidate[] {
  const waiting = task.signers.filter((signer) => signer.state === 'asked')
  return task.signers.length === 0 ? task.candidates : waiting.map((signer) => asPerson(signer.person))
}

export function notify(work: Work, task: Task, about: About, to: readonly Candidate[], level = 0): void {
  if (to.length === 0 && about !== 'nobody') return
  const at = placeOf(task)
  const dedupe = `${visitKey(work.state.id, at)}:${about}:${work.step}:${level}`
  work.effects.push({ kind: 'notify', dedupe, ...at, about, task: task.id, to, level })
}
