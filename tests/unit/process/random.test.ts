import { expect, it } from '@jest/globals'
import {
  apply,
  replay,
  rejectTargets,
  start,
  validate,
  type Answer,
  type Applied,
  type Candidate,
  type Command,
  type Effect,
  type Flow,
  type FlowContext,
  type FlowEvent,
  type Instance,
  type Task,
} from '@pitlane/process'
import { Chance, everybody, flags, randomFlow } from './random'
import { unsound } from './unsound'

const FLOWS = 20_000
const MOST = 30
const MINUTE = 60_000
const tally: Record<string, number> = {}
const count = (what: string): void => {
  tally[what] = (tally[what] ?? 0) + 1
}

/** What a host keeps of the effects alone: its timers, and which keys it has seen. */
class Host {
  readonly timers = new Map<string, number>()
  private readonly keys = new Set<string>()
  private readonly visits = new Map<string, number>()

  take(answer: Applied): void {
    for (const event of answer.events) {
      if (event.type === 'timerFired') this.timers.delete(String(event.data['timer']))
      if (event.type === 'entered') this.enter(`${event.node}:${event.item}`, event.visit!)
    }
    for (const effect of answer.effects) this.effect(effect)
  }

  private enter(place: string, visit: number): void {
    if (visit !== (this.visits.get(place) ?? 0) + 1) throw new Error(`visit ${visit} of ${place}`)
    this.visits.set(place, visit)
  }

  private effect(effect: Effect): void {
    if (effect.kind === 'timer') this.timers.set(effect.timer, effect.dueAt)
    else if (effect.kind === 'cancelTimer') this.timers.delete(effect.timer)
    else if (effect.kind === 'act' || effect.kind === 'startChild' || effect.kind === 'notify') {
      if (this.keys.has(effect.dedupe)) throw new Error(`two effects ${effect.dedupe}`)
      this.keys.add(effect.dedupe)
    }
  }

  /** Timers that the state knows and the host does not, or at another time. */
  differs(instance: Instance): boolean {
    const running = Object.values(instance.timers).filter((timer) => timer.dueAt !== null)
    return running.length !== this.timers.size || running.some((timer) => this.timers.get(timer.id) !== timer.dueAt)
  }
}

class Run {
  readonly events: FlowEvent[] = []
  now = Date.UTC(2026, 0, 1)
  ids = 0
  items = 0
  instance: Instance
  readonly host = new Host()

  constructor(
    readonly flow: Flow,
    readonly chance: Chance,
  ) {
    const vars = { list: chance.is(0.2) ? [] : ['p', { key: 'q', a: true }], a: chance.is(0.5), b: chance.is(0.5) }
    const answer = start(flow, { id: 'i', vars, starter: 'ann' }, this.context('ann', false))
    if (!answer.ok) throw new Error(answer.code)
    this.instance = answer.instance
    this.keep(answer)
  }

  context(id: string, power: boolean): FlowContext {
    return {
      now: new Date(this.now),
      actor: { id, power, groups: ['lane:staff'] },
      newId: () => `x${++this.ids}`,
      resolve: (assign): Candidate[] => {
        if (assign.by === 'leader') return this.chance.is(0.7) ? [{ kind: 'person', id: 'lead' }] : []
        const ids = (assign.args?.['ids'] ?? []) as string[]
        return ids.map((person) => ({
          kind: 'person',
          id: person,
          load: this.chance.below(5),
          score: this.chance.below(5),
        }))
      },
      addWorkTime: (from, minutes) => new Date(from.getTime() + 2 * minutes * MINUTE),
      workTimeBetween: (from, to) => (to.getTime() - from.getTime()) / MINUTE / 2,
    }
  }

  keep(answer: Answer): void {
    if (!answer.ok) return
    const before = answer.events[0]
    if (before !== undefined && before.seq !== this.events.length + 1) throw new Error('a gap in the history')
    this.events.push(...answer.events)
    this.instance = answer.instance
    this.host.take(answer)
  }

  step(): void {
    const command = this.command()
    if (command === undefined) return
    this.now += this.chance.below(30) * MINUTE
    if (command.type === 'timerFired') this.now = Math.max(this.now, this.instance.timers[command.timer]?.dueAt ?? 0)
    const answer = apply(this.flow, this.instance, command, this.context(this.actor(command), this.chance.is(0.3)))
    count(answer.ok ? command.type : answer.code)
    if (answer.ok) this.count(answer.events)
    this.keep(answer)
  }

  count(events: readonly FlowEvent[]): void {
    const isReject = events.some((event) => event.type === 'rejected')
    if (!isReject) return
    count('rejected')
    if (events.some((event) => event.type === 'threadKilled')) count('rejected out of a block')
  }

  /** Mostly somebody who may, sometimes just anybody. */
  actor(command: Command): string {
    const task = 'task' in command ? this.instance.tasks[command.task] : undefined
    const asked = task?.signers.find((signer) => signer.state === 'asked')?.person ?? task?.doneBy
    return asked != null && this.chance.is(0.9) ? asked : this.chance.of(everybody)
  }

  command(): Command | undefined {
    const open = Object.values(this.instance.tasks).filter((one) => one.status === 'open')
    const roll = this.chance.below(100)
    if (open.length > 0 && roll < 62) return this.onTask(this.chance.of(open))
    return roll < 80 ? this.onWait() : this.onRest()
  }

  onTask(task: Task): Command {
    const { chance } = this
    const roll = chance.below(100)
    const node = this.flow.nodes[task.node]
    const hasChoice = node?.t === 'task' && node.outcomes.length > 1
    if (roll < (hasChoice ? 32 : 62)) return { type: 'complete', task: task.id, outcome: 'ok' }
    if (roll < 68 && (hasChoice || chance.is(0.05))) return this.reject(task)
    return roll < 70 ? { type: 'complete', task: task.id, outcome: 'stop' } : this.hand(task)
  }

  /** From hand to hand. */
  hand(task: Task): Command {
    const { chance } = this
    const id = { task: task.id }
    const person = chance.of([...everybody, 'fay', 'gus'])
    const type = chance.of(['claim', 'unclaim', 'urge', 'transfer', 'delegate', 'addSign', 'cc', 'assign'] as const)
    if (type === 'transfer' || type === 'delegate') return { type, ...id, person }
    if (type === 'addSign') return { type, ...id, persons: [person], where: chance.of(['before', 'with', 'after']) }
    if (type === 'cc' || type === 'assign') return { type, ...id, persons: [person, chance.of(everybody)] }
    return { type, ...id }
  }

  reject(task: Task): Command {
    const targets = rejectTargets(this.flow, this.instance, task)
    const node = this.flow.nodes[task.node]
    const canChoose = node?.t === 'task' && node.reject?.to === 'choose' && targets.length > 0
    const then = this.chance.of(['walk', 'jumpBack'] as const)
    return { type: 'reject', task: task.id, ...(canChoose ? { to: this.chance.of(targets).node, then } : {}) }
  }

  onWait(): Command | undefined {
    const timers = Object.values(this.instance.timers)
    const pending = Object.values(this.instance.threads).filter((one) => one.pending !== null)
    const roll = this.chance.below(4)
    if (roll === 0 && pending.length > 0) return this.onPending(this.chance.of(pending).pending!)
    if (roll <= 1 && timers.length > 0) return { type: 'timerFired', timer: this.chance.of(timers).id }
    const isRing = Object.values(this.instance.threads).some(
      (one) => one.state === 'active' && this.flow.nodes[one.node]?.t === 'wait',
    )
    if (isRing ? roll === 2 : this.chance.is(0.05)) return { type: 'event', name: 'ring', data: { x: 1 } }
    const at = new Date(this.now + this.chance.below(5) * 3600_000).toISOString()
    return {
      type: 'setVars',
      vars: { [this.chance.of(flags)]: this.chance.is(0.5), ...(this.chance.is(0.5) ? { at } : {}) },
    }
  }

  onPending(dedupe: string): Command {
    if (this.chance.is(0.2)) return { type: 'effectFailed', dedupe, error: 'no line' }
    const node = this.flow.nodes[dedupe.split(':')[1] ?? '']
    return node?.t === 'call' ? { type: 'childEnded', dedupe, result: 'fine' } : { type: 'effectDone', dedupe }
  }

  onRest(): Command | undefined {
    const { chance, instance } = this
    const roll = chance.below(40)
    const done = Object.values(instance.tasks).filter((one) => one.status === 'done')
    if (roll < 10 && done.length > 0)
      return { type: 'withdraw', task: (chance.is(0.7) ? done.at(-1)! : chance.of(done)).id }
    if (roll < 20) return this.onList()
    const incidents = Object.values(instance.incidents).filter((one) => one.state === 'open')
    if (roll < 32 && incidents.length > 0) return { type: 'effectRetried', incident: chance.of(incidents).id }
    if (roll < 36) return { type: 'migrate', to: this.flow, dryRun: chance.is(0.5) }
    return roll === 39 && chance.is(0.3) ? { type: 'cancel' } : undefined
  }

  onList(): Command | undefined {
    const lists = Object.keys(this.flow.nodes).filter((id) => {
      const node = this.flow.nodes[id]
      return node?.t === 'parallel' && node.each !== undefined
    })
    if (lists.length === 0) return undefined
    const inside = Object.values(this.instance.threads).filter((one) => one.item !== null)
    const item =
      inside.length > 0 && this.chance.is(0.5)
        ? this.chance.of(inside).item!
        : this.chance.of(['p', `r${++this.items}`])
    return { type: this.chance.of(['addItem', 'addItem', 'dropItem'] as const), node: this.chance.of(lists), item }
  }
}

function play(seed: number): void {
  const chance = new Chance(seed)
  const flow = randomFlow(chance)
  const run = new Run(flow, chance)
  const faults = (at: string): void => {
    const found = unsound(flow, run.instance)
    if (run.host.differs(run.instance)) found.push('effects and timers differ')
    if (found.length > 0) throw new Error(`${at}: ${found.join('; ')}`)
  }
  faults('start')
  for (let i = 0; i < MOST && run.instance.status === 'running'; i++) {
    run.step()
    faults(`command ${i + 1}`)
  }
  const ends = run.events.filter((event) => event.type === 'ended' || event.type === 'cancelled').length
  if (ends !== (run.instance.status === 'running' ? 0 : 1)) throw new Error(`${ends} ends`)
  count(run.instance.status)
  count('flows')
  if (JSON.stringify(sorted(replay(run.events))) !== JSON.stringify(sorted(run.instance)))
    throw new Error('replay differs')
}

const sorted = (state: Instance): unknown => Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1))

it(`runs ${FLOWS} random flows: none stuck, orphaned or ended twice, and each history leads to its state`, () => {
  const first = Number(process.env['SEED'] ?? 1)
  const flows = process.env['SEED'] === undefined ? FLOWS : 1
  for (let seed = first; seed < first + flows; seed++) {
    try {
      play(seed)
    } catch (e) {
      throw new Error(`SEED=${seed}: ${e instanceof Error ? e.message : String(e)}`, { cause: e })
    }
  }
  if (process.env['TALLY'] !== undefined) console.log(tally)
  if (flows > 1) {
    expect(tally['rejected']).toBeGreaterThan(FLOWS)
    expect(tally['rejected out of a block']).toBeGreaterThan(FLOWS / 5)
  }
}, 180_000)

it('makes flows that may be published', () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const problems = validate(randomFlow(new Chance(seed))).filter((one) => !isAllowed(one.code))
    if (problems.length > 0) throw new Error(`SEED=${seed}: ${JSON.stringify(problems)}`)
  }
})

/** What a random flow may have and a published one not. */
const isAllowed = (code: string): boolean => code === 'flow.bad_reject_target'
