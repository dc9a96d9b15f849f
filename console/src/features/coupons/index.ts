export { CouponsPage } from './CouponsPage'
