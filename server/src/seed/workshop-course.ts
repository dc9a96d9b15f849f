import { MINUTE_MS } from '@pitlane/kernel'

/** What is done with a car, in its order. */
const ACTS = [
  ...(['receive', 'inspect', 'quote', 'authorise', 'dispatch', 'start', 'finish', 'crossCheck'] as const),
  ...(['check', 'wash', 'settle', 'handOver'] as const),
]
export type Act = (typeof ACTS)[number] | 'pause' | 'wait' | 'propose' | 'outsource' | 'reject'

/** How far a car of the demonstration has come. */
export type Stage =
  | 'received'
  | 'inspected'
  | 'quoted'
  | 'authorised'
  | 'dispatched'
  | 'running'
  | 'paused'
  | 'parts'
  | 'addon'
  | 'outsourced'
  | 'checking'
  | 'rejected'
  | 'work_done'
  | 'qc_passed'
  | 'ready'
  | 'settled'

const upTo = (last: (typeof ACTS)[number]): readonly Act[] => ACTS.slice(0, ACTS.indexOf(last) + 1)

const COURSES: Readonly<Record<Stage, readonly Act[]>> = {
  ...{ received: upTo('receive'), inspected: upTo('inspect'), quoted: upTo('quote'), authorised: upTo('authorise') },
  ...{ dispatched: upTo('dispatch'), running: upTo('start'), paused: [...upTo('start'), 'pause'] },
  ...{
    parts: [...upTo('start'), 'wait'],
    addon: [...upTo('start'), 'propose'],
    outsourced: [...upTo('authorise'), 'outsource'],
    rejected: [...upTo('crossCheck'), 'reject'],
  },
  ...{
    checking: upTo('finish'),
    work_done: upTo('crossCheck'),
    qc_passed: upTo('check'),
    ready: upTo('wash'),
    settled: upTo('settle'),
  },
}

/** Stages that come about on the day of the seeding, whenever the car came, and the act from which on that is so. */
const TODAYS: Partial<Record<Stage, Act>> = {
  ...{ inspected: 'inspect', quoted: 'quote', authorised: 'authorise', running: 'start', paused: 'start' },
  ...{ outsourced: 'authorise', checking: 'start' },
  ...{ parts: 'start', addon: 'start', rejected: 'start', work_done: 'start', qc_passed: 'start' },
}

export interface Timed {
  readonly act: Act
  readonly at: Date
}

/** Minutes after the car came at which each is done when nothing comes between; `work` is what the work takes. */
const usual = (work: number): Readonly<Record<Act, number>> => ({
  ...{ receive: 0, inspect: 9, quote: 18, authorise: 26, dispatch: 31, start: 36, pause: 36 + work * 0.6 },
  ...{ wait: 36 + work * 0.4, propose: 36 + work * 0.5, finish: 36 + work, check: 48 + work, reject: 48 + work },
  ...{ outsource: 40, crossCheck: 40 + work, wash: 62 + work, settle: 82 + work, handOver: 92 + work },
})

/** The whole visit as it goes by itself; a car that stays overnight is worked on when its people are there again. */
export function courseOf(arrivedAt: Date, work: number, resumesAt?: Date): Timed[] {
  const minutes = usual(work)
  const from = arrivedAt.getTime()
  const night = resumesAt ? resumesAt.getTime() - from - minutes.dispatch * MINUTE_MS : 0
  return ACTS.map((act) => {
    const isLater = minutes[act] >= minutes.dispatch
    return { act, at: new Date(from + Math.round(minutes[act] * MINUTE_MS) + (isLater ? Math.max(0, night) : 0)) }
  })
}

/** A visit that has come just so far at `now`: what would be yet to come is drawn together, what would be long over is as late as it can be. */
export function courseTo(stage: Stage, arrivedAt: Date, work: number, now: Date): Timed[] {
  const minutes = usual(work)
  const from = arrivedAt.getTime()
  const until = now.getTime() - MINUTE_MS
  const acts = COURSES[stage]
  const last = minutes[acts.at(-1) ?? 'receive'] * MINUTE_MS
  const pace = Math.min(1, Math.max(0, until - from) / Math.max(1, last))
  const pivot = acts.indexOf(TODAYS[stage] ?? 'handOver')
  const late = Math.max(0, until - from - last)
  return acts.map((act, i) => {
    const usually = minutes[act] * MINUTE_MS * pace
    return { act, at: new Date(from + Math.round(usually + (pivot >= 0 && i >= pivot ? late : 0))) }
  })
}
