export { MessagesPage } from './MessagesPage'
