import type { Permission, workorder as contract } from '@pitlane/contract'

type State = contract.WorkorderState

/** In the order in which a visit goes through them. */
const RUNNING = [
  ...(['received', 'inspected', 'quoted', 'authorised', 'dispatched', 'in_progress', 'work_done'] as const),
  ...(['qc_passed', 'ready', 'settled'] as const),
] satisfies readonly State[]

const between = (from: (typeof RUNNING)[number], to: (typeof RUNNING)[number]): readonly State[] =>
  RUNNING.slice(RUNNING.indexOf(from), RUNNING.indexOf(to) + 1)

interface Rule {
  readonly from: readonly State[]
  readonly permission: Permission
}

/** When a command may be given, and by whom (DOMAIN §1.3, §2.3). Named as the endpoints are. */
const rules = {
  correctArrival: { from: ['received'], permission: 'booking.arrive' },
  inspect: { from: ['received'], permission: 'workorder.inspect' },
  addendum: { from: between('inspected', 'settled'), permission: 'workorder.inspect' },
  decideRework: { from: between('received', 'quoted'), permission: 'workorder.quote' },
  saveQuote: { from: ['inspected', 'quoted'], permission: 'workorder.quote' },
  authorise: { from: ['quoted'], permission: 'workorder.quote' },
  dispatch: { from: between('authorised', 'in_progress'), permission: 'workorder.dispatch' },
  withdrawDispatch: { from: between('authorised', 'in_progress'), permission: 'workorder.dispatch' },
  outsourceJob: { from: between('authorised', 'in_progress'), permission: 'workorder.dispatch' },
  receiveJob: { from: ['in_progress'], permission: 'workorder.dispatch' },
  work: { from: between('dispatched', 'in_progress'), permission: 'workorder.work' },
  proposeAddon: { from: between('inspected', 'work_done'), permission: 'workorder.propose' },
  priceAddon: { from: between('authorised', 'work_done'), permission: 'workorder.quote' },
  noteDecision: { from: between('authorised', 'work_done'), permission: 'workorder.quote' },
  proposeRemoval: { from: between('authorised', 'in_progress'), permission: 'workorder.quote' },
  movePart: { from: between('authorised', 'settled'), permission: 'workorder.parts' },
  checkJob: { from: ['in_progress'], permission: 'workorder.check' },
  judgeQc: { from: ['work_done'], permission: 'workorder.qc' },
  finishWash: { from: ['qc_passed'], permission: 'workorder.handover' },
  reinspect: { from: ['qc_passed', 'ready'], permission: 'workorder.reinspect' },
  handOver: { from: ['settled'], permission: 'workorder.handover' },
  // Nothing chargeable may have been begun.
  cancel: { from: between('received', 'dispatched'), permission: 'workorder.quote' },
} as const satisfies Readonly<Record<string, Rule>>

export type WorkorderCommand = keyof typeof rules

export const canDo = (command: WorkorderCommand, state: State): boolean =>
  (rules[command].from as readonly State[]).includes(state)

/** What somebody with these permissions may do with a work order in this state. */
export const commandsOf = (state: State, permissions: ReadonlySet<string>): WorkorderCommand[] =>
  (Object.keys(rules) as WorkorderCommand[]).filter(
    (command) => canDo(command, state) && permissions.has(rules[command].permission),
  )

const next: Readonly<Record<State, readonly State[]>> = {
  pre: ['received', 'cancelled'],
  // An arrival that was a mistake.
  received: ['inspected', 'pre', 'cancelled'],
  inspected: ['quoted', 'cancelled'],
  // A quote that is written anew before the owner has answered.
  quoted: ['authorised', 'inspected', 'cancelled'],
  authorised: ['dispatched', 'in_progress', 'cancelled'],
  dispatched: ['in_progress', 'authorised', 'cancelled'],
  in_progress: ['work_done'],
  // Sent back by the final check, or an add-on that was agreed to late.
  work_done: ['qc_passed', 'in_progress'],
  // Either may be checked once more before the car is paid.
  qc_passed: ['ready', 'work_done'],
  ready: ['settled', 'work_done'],
  // 反结算 before the car has left.
  settled: ['delivered', 'ready'],
  delivered: ['closed'],
  closed: [],
  // A no-show that comes late the same day.
  cancelled: ['received', 'pre'],
}

export const canMove = (from: State, to: State): boolean => from === to || next[from].includes(to)

/** The car is in the house. */
export const IN_HOUSE: readonly State[] = RUNNING
