export { MobilityPage } from './MobilityPage'
