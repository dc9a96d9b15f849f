export { StaffTodosPage } from './StaffTodosPage'
