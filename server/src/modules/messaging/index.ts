/**
 * Messaging (消息): what a customer is told. In the app always, then up a ladder of subscribe message, SMS and a call by the
 * store until something arrives. Whoever has something to say hands it over in its own transaction; the sending comes later.
 */
export type { Plan } from './ladder'
export { send } from './message.service'
export type { NewMessage } from './new-message'
export { addTodo, dropTodos } from './todo.service'
