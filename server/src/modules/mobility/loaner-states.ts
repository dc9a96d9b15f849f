import type { mobility } from '@pitlane/contract'

type State = mobility.LoanerState
type Kind = mobility.LoanerStep['kind']

/** From which states a step may be taken. */
const from: Readonly<Record<Kind, readonly State[]>> = {
  check: ['reserved', 'checked'],
  hand_out: ['checked'],
  take_back: ['out'],
  swap: ['reserved', 'checked'],
  extend: ['reserved', 'checked', 'out'],
  cancel: ['reserved', 'checked'],
}

/** Promised or lent: it has its car's time. */
export const LIVE = ['reserved', 'checked', 'out'] as const satisfies readonly State[]
/** Not handed out yet: it can be moved, or called off with its booking. */
export const BEFORE_OUT = ['reserved', 'checked'] as const satisfies readonly State[]
export const isBeforeOut = (state: State): boolean => BEFORE_OUT.some((early) => early === state)

/** Why a step cannot be taken; undefined when it can. */
export function refusalOf(state: State, kind: Kind): mobility.StepRefusal | undefined {
  if (from[kind].includes(state)) return undefined
  if (state === 'returned' || state === 'cancelled') return 'over'
  if (state === 'out') return kind === 'cancel' ? 'under_way' : 'passed'
  return 'not_yet'
}
