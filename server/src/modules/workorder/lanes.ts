import type { workorder } from '@pitlane/contract'

type Lane = keyof typeof workorder.lanes

const laneByState: Partial<Record<workorder.WorkorderState, Lane>> = {
  received: 'reception',
  inspected: 'quote',
  quoted: 'consent',
  authorised: 'work',
  dispatched: 'work',
  in_progress: 'work',
  work_done: 'work',
  qc_passed: 'work',
  ready: 'ready',
  settled: 'ready',
}

/** The lane of a car in the house; what waits for its owner, for material or for others stands where somebody sees it. */
export function laneOf(state: workorder.WorkorderState, waiting: workorder.Waiting | null): Lane {
  const lane = laneByState[state] ?? 'reception'
  if (lane !== 'work' || waiting === null) return lane
  return waiting === 'customer' ? 'consent' : 'waiting'
}

interface Ordered {
  readonly promisedAt: string | null
  readonly id: string
}

const NEVER = '~'
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The promise that breaks next on top; who has none comes last, in the order in which they came. */
export const byPromise = (a: Ordered, b: Ordered): number =>
  compare(a.promisedAt ?? NEVER, b.promisedAt ?? NEVER) || compare(a.id, b.id)
