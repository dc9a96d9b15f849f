/**
 * Catalogue (服务项目): what can be done to a car, how long it takes, what it needs and what it costs.
 * Prices and minutes are read here and nowhere else.
 */
export {
  findServices,
  requireAnyService,
  storesOffering,
  requireBookableService,
  type BookableService,
} from './catalog.queries'
export { saveService, type ServiceChange } from './catalog.service'
export { fitsFuel } from './fits'
