import { rejectTargets, type Command, type Flow, type Instance, type Task } from '@pitlane/process'
import { everybody, flags, type Chance } from '../unit/process/random'

const open = (instance: Instance): Task[] => Object.values(instance.tasks).filter((one) => one.status === 'open')

function onTask(flow: Flow, instance: Instance, chance: Chance): Command {
  const task = chance.of(open(instance))
  const id = { task: task.id, ...(chance.is(0.1) ? { rev: task.rev - 1 } : {}) }
  const roll = chance.below(100)
  if (roll < 45) return { type: 'complete', ...id, outcome: 'ok', data: { more: { n: roll } } }
  if (roll < 60) {
    const targets = rejectTargets(flow, instance, task)
    return { type: 'reject', ...id, ...(targets.length > 0 && chance.is(0.5) ? { to: chance.of(targets).node } : {}) }
  }
  return hand(id, chance)
}

/** From hand to hand. */
function hand(id: { task: string }, chance: Chance): Command {
  const person = chance.of([...everybody, 'fay'])
  const type = chance.of([
    'claim',
    'claim',
    'unclaim',
    'urge',
    'transfer',
    'delegate',
    'addSign',
    'cc',
    'assign',
  ] as const)
  if (type === 'transfer' || type === 'delegate') return { type, ...id, person }
  if (type === 'addSign') return { type, ...id, persons: [person], where: chance.of(['before', 'with', 'after']) }
  if (type === 'cc' || type === 'assign') return { type, ...id, persons: [person, chance.of(everybody)] }
  return { type, ...id }
}

function onPending(flow: Flow, dedupe: string, chance: Chance): Command {
  if (chance.is(0.3)) return { type: 'effectFailed', dedupe, error: 'no line' }
  const node = flow.nodes[dedupe.split(':')[1] ?? '']
  return node?.t === 'call' ? { type: 'childEnded', dedupe, result: 'fine' } : { type: 'effectDone', dedupe }
}

function onRest(flow: Flow, instance: Instance, chance: Chance): Command {
  const incidents = Object.values(instance.incidents).filter((one) => one.state === 'open')
  if (incidents.length > 0 && chance.is(0.4)) return { type: 'effectRetried', incident: chance.of(incidents).id }
  const done = Object.values(instance.tasks).filter((one) => one.status === 'done')
  if (done.length > 0 && chance.is(0.3)) return { type: 'withdraw', task: chance.of(done).id }
  const list = Object.entries(flow.nodes).find(([, node]) => node.t === 'parallel' && node.each !== undefined)
  if (list && chance.is(0.6)) {
    return { type: chance.of(['addItem', 'dropItem'] as const), node: list[0], item: chance.of(['p', 'r', 's']) }
  }
  if (chance.is(0.03)) return { type: 'cancel' }
  return chance.is(0.2)
    ? { type: 'event', name: 'ring', data: { x: 1 } }
    : { type: 'setVars', vars: { [chance.of(flags)]: chance.is(0.5) } }
}

/** Something that may be told to an instance at this moment; not all of it is allowed. */
export function randomCommand(flow: Flow, instance: Instance, chance: Chance): Command {
  const roll = chance.below(100)
  const timers = Object.values(instance.timers)
  const pending = Object.values(instance.threads).flatMap((one) => one.pending ?? [])
  if (open(instance).length > 0 && roll < 60) return onTask(flow, instance, chance)
  if (timers.length > 0 && roll < 75) return { type: 'timerFired', timer: chance.of(timers).id }
  if (pending.length > 0 && roll < 85) return onPending(flow, chance.of(pending), chance)
  return onRest(flow, instance, chance)
}
