import {
  apply,
  audit,
  start,
  type Applied,
  type Assign,
  type Candidate,
  type Command,
  type Effect,
  type Flow,
  type FlowActor,
  type FlowContext,
  type FlowEvent,
  type FlowNode,
  type Instance,
  type Outcome,
  type Refusal,
  type StartInput,
  type Task,
  type TaskNode,
  type Thread,
} from '@pitlane/process'

export const MINUTE = 60_000
export const T0 = Date.UTC(2026, 10, 23, 1, 0)

export const ok: Outcome = { key: 'ok', label: '完成', to: 'next' }
export const no: Outcome = { key: 'no', label: '退回', to: 'reject' }
export const stop: Outcome = { key: 'stop', label: '终止', to: 'end' }

/** Everybody is found by name: `{ by: 'people', args: { ids: [...] } }`; `{ by: 'group', args: { id } }` is a group. */
export const people = (...ids: string[]): Assign => ({ by: 'people', args: { ids } })

export const task = (more: Partial<TaskNode> = {}): TaskNode => ({
  t: 'task',
  title: '办理',
  assign: { try: [people('ann')], pick: 'all', empty: 'incident' },
  outcomes: [ok],
  ...more,
})

export const end: FlowNode = { t: 'end', result: 'done' }

/** A flow that begins at its first node. */
export const flow = (nodes: Record<string, FlowNode>, more: Partial<Flow> = {}): Flow => ({
  key: 'demo',
  version: 1,
  start: Object.keys(nodes)[0]!,
  nodes,
  ...more,
})

/** A store that opens from minute 0 to minute 600 of each UTC day, so that working time is easy to reckon. */
const DAY = 1440 * MINUTE
const OPEN = 600 * MINUTE
const worked = (at: number): number => Math.floor(at / DAY) * OPEN + Math.min(OPEN, at % DAY)
const unworked = (sum: number): number => {
  const rest = sum % OPEN
  return rest === 0 ? (sum / OPEN - 1) * DAY + OPEN : Math.floor(sum / OPEN) * DAY + rest
}

/** One running instance, with a clock that stands still unless it is told to go on. */
export class Stage {
  instance!: Instance
  now = T0
  events: FlowEvent[] = []
  effects: Effect[] = []
  candidates: Candidate[] | undefined
  private ids = 0

  constructor(
    public flow: Flow,
    input: StartInput = {},
  ) {
    this.take(start(flow, { id: 'i', ...input }, this.context({ id: 'system' })))
  }

  context(actor: FlowActor): FlowContext {
    return {
      now: new Date(this.now),
      actor,
      newId: () => `x${++this.ids}`,
      resolve: (assign) => this.candidates ?? find(assign),
      addWorkTime: (from, minutes) => new Date(unworked(worked(from.getTime()) + minutes * MINUTE)),
      workTimeBetween: (from, to) => (worked(to.getTime()) - worked(from.getTime())) / MINUTE,
    }
  }

  /** Gives a command; refusals come back as their code. */
  try(command: Command, actor: string | FlowActor = 'ann'): Applied | Refusal {
    const answer = apply(
      this.flow,
      this.instance,
      command,
      this.context(typeof actor === 'string' ? { id: actor } : actor),
    )
    return answer.ok ? this.take(answer) : answer
  }

  /** Gives a command that must be obeyed. */
  do(command: Command, actor: string | FlowActor = 'ann'): Applied {
    const answer = this.try(command, actor)
    if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.data ?? {})}`)
    return answer
  }

  /** The code of a refusal, or `ok`. */
  code(command: Command, actor: string | FlowActor = 'ann'): string {
    const before = JSON.stringify(this.instance)
    const answer = this.try(command, actor)
    if (!answer.ok && JSON.stringify(this.instance) !== before) throw new Error('a refusal changed something')
    return answer.ok ? 'ok' : answer.code
  }

  done(node: string, outcome = 'ok', actor: string | FlowActor = 'ann', more: Partial<Command> = {}): Applied {
    return this.do({ type: 'complete', task: this.open(node).id, outcome, ...more } as Command, actor)
  }

  fire(kind: string): Applied {
    const timer = Object.values(this.instance.timers).find((one) => one.kind === kind && one.dueAt !== null)
    if (timer === undefined) throw new Error(`no timer ${kind}`)
    this.now = Math.max(this.now, timer.dueAt!)
    return this.do({ type: 'timerFired', timer: timer.id }, { id: 'clock', power: true })
  }

  open(node: string, item?: string): Task {
    const found = this.opens().find((one) => one.node === node && (item === undefined || one.item === item))
    if (found === undefined) throw new Error(`no open task at ${node}`)
    return found
  }

  opens(): Task[] {
    return Object.values(this.instance.tasks).filter((one) => one.status === 'open')
  }

  /** Where work is open: `node` or `node:item`. */
  at(): string[] {
    return this.opens().map((one) => (one.item === null ? one.node : `${one.node}:${one.item}`))
  }

  threads(): Thread[] {
    return Object.values(this.instance.threads).filter((one) => one.state === 'active' || one.state === 'parked')
  }

  milestones(): string[] {
    return this.events.filter((event) => event.type === 'milestone').map((event) => String(event.data['key']))
  }

  private take(answer: Applied | Refusal): Applied {
    if (!answer.ok) throw new Error(answer.code)
    this.instance = answer.instance
    this.events.push(...answer.events)
    this.effects.push(...answer.effects)
    const problems = audit(this.flow, this.instance)
    const migrated = answer.report?.possible === true
    if (problems.length > 0 && !migrated) throw new Error(problems.join('; '))
    return answer
  }
}

function find(assign: Assign): Candidate[] {
  if (assign.by === 'people') return (assign.args!['ids'] as string[]).map((id) => ({ kind: 'person', id }))
  if (assign.by === 'group') return [{ kind: 'group', id: assign.args!['id'] as string }]
  return assign.by === 'leader' ? [{ kind: 'person', id: 'lead' }] : []
}
