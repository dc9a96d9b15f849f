/**
 * The process kernel: definitions of flows, and a pure reducer that runs them. No clock, no randomness, no input or output:
 * `start` and `apply` answer with the new state, the events that made it and the effects that the host owes.
 */
export * from './definition'
export { flowSchema, nodeSchema } from './schema'
export * from './state'
export * from './history'
export * from './protocol'
export { refusalText, type RefusalCode } from './refusals'
export { apply, start, type StartInput } from './applying'
export { replay } from './replaying'
export { rehearseMigration } from './migrating'
export { rejectTargets, type RejectTarget } from './rejecting'
export { validate } from './validating'
export { problemText, type FlowProblem, type FlowProblemCode } from './problems'
export { staticTargets } from './checking-tasks'
export { audit } from './auditing'
