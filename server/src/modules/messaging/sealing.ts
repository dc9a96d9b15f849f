/** What the vault binds the plan of a message to. */
export const MESSAGE_PLAN = 'message.plan'
