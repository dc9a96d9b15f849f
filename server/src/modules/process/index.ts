/**
 * Process (流程): runs flows durably. A domain command moves its flow in its own transaction: {@link startFlow} and
 * {@link command} take that transaction, so that both happen or neither. What flows tell the world are events of the outbox:
 * `flow.milestone`, `flow.effect`, `flow.notice` and `flow.ended`, each with a `dedupe` that names the occasion. What flows may ask
 * of a module (people, facts, definitions) is in the `flows` of its back door.
 */
export { flowOf } from './definition.queries'
export { taskKeysAt } from './following.queries'
export { eventsOf, findInstance } from './instance.queries'
export { command, startFlow } from './process.service'
export { openTasks, taskOf } from './task.queries'
