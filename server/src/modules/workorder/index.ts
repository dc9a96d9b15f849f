/**
 * Work order (工单): a car in the house, from the gate to its keys. Screens that join it with others find here how its documents are
 * shown and what may be done; whatever changes it is inside this module.
 */
export { bookedServices } from './booked-services'
export { confidenceOf } from './confidence'
export { addonView, approvedFen, inspectionView, partViews, qcView, quoteView, type Showing } from './document-views'
export { cutOut, openMinutes, placeJobs, type FloorDay, type FloorWork, type Placed, type Span } from './floor-plan'
export { readFloor } from './floor-plan.queries'
export { headlineOf } from './headline'
export { jobViews, vendorOf } from './job.queries'
export { masterName } from './job-words'
export { byPromise, laneOf } from './lanes'
export { commandsNow } from './arrival'
export { IN_HOUSE } from './lifecycle'
export { usualMinutes } from './promise.queries'
export { requireReachableWorkorder } from './reaching.service'
export { isUndecided } from './rework'
export { readSuspicion } from './rework.queries'
export { riskOf, stayDays, workRemains } from './risk'
export { actualMinutes as workedMinutes } from './running'
export { waitingOf } from './waiting'
export { warningOf } from './warranty'
