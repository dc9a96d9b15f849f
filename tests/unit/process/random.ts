import type { Cond } from '@pitlane/rule'
import type { Assignment, Flow, FlowNode, Outcome, RejectRule, SignRule, Sla, TaskNode } from '@pitlane/process'

/** A small generator of numbers that a seed decides (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  is(share: number): boolean {
    return this.next() < share
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

export const everybody = ['ann', 'bob', 'cai', 'dan', 'eve'] as const
export const flags = ['a', 'b', 'c'] as const

const cond = (chance: Chance): Cond => {
  const leaf: Cond = { f: chance.of(flags), op: '=', v: chance.is(0.5) }
  return chance.is(0.3) ? { not: leaf } : leaf
}

const assignment = (chance: Chance): Assignment => ({
  try: chance.is(0.1)
    ? [{ by: 'nobody' }]
    : [
        { by: 'people', args: { ids: everybody.filter(() => chance.is(0.5)) } },
        { by: 'people', args: { ids: ['ann', 'bob', 'cai'] } },
      ],
  pick: chance.of(['all', 'all', 'claim', 'leastLoaded', 'recommended']),
  empty: chance.of(['pool', 'leader', 'incident']),
})

const sign = (chance: Chance): SignRule =>
  chance.of<SignRule>([{ mode: 'any' }, { mode: 'all' }, { mode: 'ratio', ratio: 0.5 }, { mode: 'inOrder' }])

const sla = (chance: Chance): Sla => ({
  in: { n: 1 + chance.below(90), unit: 'minute' },
  clock: chance.of(['work', 'wall']),
  ...(chance.is(0.5) ? { pauseWhile: cond(chance) } : {}),
  ...(chance.is(0.3) ? { remind: [{ at: 70 }] } : {}),
  ...(chance.is(0.3) ? { escalate: [{ at: 120 }, { at: 150, to: { by: 'leader' } }] } : {}),
  ...(chance.is(0.3) ? { onBreach: 'ok' } : {}),
})

/** Builds a block-structured flow; rejects are added where `validate` will allow them. */
class Builder {
  readonly nodes: Record<string, FlowNode> = {}
  private count = 0

  constructor(private readonly chance: Chance) {}

  id(): string {
    return `n${++this.count}`
  }

  /** A sequence that ends in `last` (or, in a branch, in nothing); gives the name of its first node. */
  sequence(depth: number, last: string | undefined, hasStep: boolean): string {
    const length = 1 + this.chance.below(depth === 0 ? 3 : 2)
    let next = last
    for (let i = length; i > 0; i--) next = this.node(depth, next, hasStep || i > 1)
    return next!
  }

  private node(depth: number, next: string | undefined, hasBefore: boolean): string {
    const roll = this.chance.below(100)
    const id = this.id()
    const on = next === undefined ? {} : { next }
    if (roll < 20 && depth < 3) this.nodes[id] = this.parallel(depth, on, hasBefore)
    else if (roll < 30 && next !== undefined) this.nodes[id] = this.choice(depth, next, hasBefore)
    else if (roll < 38) this.nodes[id] = this.wait(on)
    else if (roll < 44)
      this.nodes[id] = { t: 'act', effect: 'tell', ...on, ...(this.chance.is(0.5) ? { awaits: true } : {}) }
    else if (roll < 48) this.nodes[id] = { t: 'call', flow: 'other', version: 'current', ...on }
    else this.nodes[id] = this.task(on, hasBefore)
    return id
  }

  private task(on: { next?: string }, hasBefore: boolean): TaskNode {
    const { chance } = this
    const outcomes: Outcome[] = [{ key: 'ok', label: '好', to: 'next' }]
    const canReject = chance.is(0.6)
    if (canReject) outcomes.push({ key: 'no', label: '退', to: 'reject' })
    if (chance.is(0.05)) outcomes.push({ key: 'stop', label: '停', to: 'end' })
    const to = hasBefore ? chance.of(['previous', 'choose', 'start'] as const) : 'start'
    const reject: RejectRule = { to, then: chance.of(['walk', 'jumpBack']) }
    return {
      t: 'task',
      title: '办',
      lane: 'staff',
      ...on,
      outcomes,
      assign: assignment(chance),
      may: ['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc'],
      ...(canReject ? { reject } : {}),
      ...(chance.is(0.4) ? { sign: sign(chance) } : {}),
      ...(chance.is(0.3) ? { sla: sla(chance) } : {}),
      ...(chance.is(0.15) ? { skipWhen: cond(chance) } : {}),
    }
  }

  private parallel(depth: number, next: { next?: string }, hasBefore: boolean): FlowNode {
    const on = this.chance.is(0.15) ? { ...next, holdWhile: cond(this.chance) } : next
    const branch = (): string => this.sequence(depth + 1, undefined, hasBefore)
    if (this.chance.is(0.35)) return { t: 'parallel', each: 'list', branches: [branch()], ...on }
    return { t: 'parallel', branches: Array.from({ length: 2 + this.chance.below(2) }, branch), ...on }
  }

  private choice(depth: number, next: string, hasBefore: boolean): FlowNode {
    const to = this.chance.is(0.5) ? next : this.sequence(depth + 1, next, hasBefore)
    return { t: 'choice', branches: [{ when: cond(this.chance), to }], else: next }
  }

  private wait(on: { next?: string }): FlowNode {
    const kind = this.chance.below(3)
    const or =
      on.next !== undefined && this.chance.is(0.3)
        ? { or: { after: { n: 60, unit: 'minute' as const }, to: on.next } }
        : {}
    if (kind === 0) return { t: 'wait', for: { duration: { n: 40, unit: 'day' } }, ...on, ...or }
    if (kind === 1) return { t: 'wait', for: { until: 'at' }, ...on, ...or }
    return {
      t: 'wait',
      for: { event: 'ring', ...(this.chance.is(0.3) ? { match: cond(this.chance) } : {}) },
      ...on,
      ...or,
    }
  }
}

/** A sound flow for a seed. */
export function randomFlow(chance: Chance): Flow {
  const builder = new Builder(chance)
  const last = builder.id()
  builder.nodes[last] = { t: 'end', result: 'done' }
  const first = builder.sequence(0, last, false)
  return { key: 'random', version: 1, start: first, nodes: builder.nodes }
}
