/**
 * Catalogue (服务项目): what can be done to a car, how long it takes, what it needs and what it costs.
 * Prices and minutes are read here and nowhere else.
 */
export { findServices, requireBookableService, storesOffering, type BookableService } from './catalog.queries'
export { findServiceDetails, listFamilies, requireServiceDetail } from './administration.queries'
export { addService, saveService } from './catalog.service'
export { familiesAround, saveFamily } from './family.service'
export { amountsFor, familyOfName, forFamily } from './families'
export type { ModelFamily } from './catalog.entity'
export { fitsFuel } from './fits'
