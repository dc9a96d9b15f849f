export { PhoneTodosPage } from './PhoneTodosPage'
