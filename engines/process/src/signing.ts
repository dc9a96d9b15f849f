import type { Outcome, TaskNode } from './definition'
import type { Signer } from './state'

const outcomeOf = (node: TaskNode, key: string | undefined): Outcome | undefined =>
  node.outcomes.find((outcome) => outcome.key === key)

const isYes = (node: TaskNode, signer: Signer): boolean =>
  signer.state === 'signed' && outcomeOf(node, signer.outcome)?.to === 'next'

const latest = (signers: readonly Signer[]): Signer | undefined =>
  signers.reduce<Signer | undefined>((last, one) => ((one.at ?? 0) >= (last?.at ?? 0) ? one : last), undefined)

/** How many must agree. */
function needed(node: TaskNode, count: number): number {
  const mode = node.sign?.mode ?? 'any'
  if (mode === 'any') return 1
  return mode === 'ratio' ? Math.max(1, Math.ceil((node.sign?.ratio ?? 1) * count - 1e-9)) : count
}

/** What the signatures amount to after one more; undefined while others must still sign. */
export function decide(node: TaskNode, signers: readonly Signer[], last: Signer): Outcome | undefined {
  const mode = node.sign?.mode ?? 'any'
  if (!isYes(node, last) && (mode !== 'ratio' || last.addedBy !== undefined)) return outcomeOf(node, last.outcome)
  const base = signers.filter((signer) => signer.addedBy === undefined)
  const yes = base.filter((signer) => isYes(node, signer))
  const no = base.filter((signer) => signer.state === 'signed' && !isYes(node, signer))
  const enough = needed(node, base.length)
  if (base.length - no.length < enough) return outcomeOf(node, last.outcome)
  const areAddedDone = signers.every((signer) => signer.addedBy === undefined || signer.state === 'signed')
  return yes.length >= enough && areAddedDone ? outcomeOf(node, latest(yes)?.outcome) : undefined
}

/** Asks those whose turn it has become. */
export function callUp(signers: readonly Signer[]): Signer[] {
  const signed = new Set(signers.filter((signer) => signer.state === 'signed').map((signer) => signer.person))
  return signers.map((signer) =>
    signer.state === 'waiting' && signer.after.every((person) => signed.has(person))
      ? { ...signer, state: 'asked' }
      : signer,
  )
}

/** Somebody else in somebody's place, also where others wait for them. */
export function replaceSigner(signers: readonly Signer[], person: string, by: Signer): Signer[] {
  return signers.map((signer) => {
    if (signer.person === person) return by
    return { ...signer, after: signer.after.map((before) => (before === person ? by.person : before)) }
  })
}

/** Everybody who has a part in a task, stand-ins and those they stand in for. */
export const parties = (signers: readonly Signer[]): string[] =>
  signers.flatMap((signer) => (signer.standsFor === undefined ? [signer.person] : [signer.person, signer.standsFor]))
