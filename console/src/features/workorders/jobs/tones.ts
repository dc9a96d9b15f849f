import type { workorder } from '@pitlane/contract'

type Tone = 'wait' | 'going' | 'done' | 'stop' | 'muted'

export const jobTones = {
  new: 'wait',
  assigned: 'going',
  running: 'going',
  paused: 'wait',
  outsourced: 'wait',
  checking: 'wait',
  done: 'done',
  passed: 'done',
  cancelled: 'muted',
} as const satisfies Record<workorder.JobState, Tone>

export const partTones = {
  waiting: 'wait',
  arrived: 'going',
  issued: 'done',
  returned: 'muted',
  cancelled: 'muted',
} as const satisfies Record<keyof typeof workorder.partStates, Tone>

const OPEN = ['new', 'assigned', 'paused'] as const satisfies readonly workorder.JobState[]

/** Nobody has ever worked on it, also not before it was taken back: the owner may do without. */
export const canBeRemoved = ({ state, startedAt }: workorder.JobView): boolean =>
  (state === 'new' || state === 'assigned') && startedAt === null

/** Somebody may still be given the job: it does not run, and it is not over. */
export const canBeGiven = ({ state }: workorder.JobView): boolean => OPEN.some((open) => open === state)
