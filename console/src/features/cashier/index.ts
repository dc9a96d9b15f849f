export { CashierPage } from './CashierPage'
export { ReconciliationPage } from './ReconciliationPage'
