import { DAY_MS } from '@pitlane/kernel'

interface DoneJob {
  readonly name: string
  /** Of its service in the catalogue: the group of faults that it is about; null for work that is not in the catalogue. */
  readonly category: string | null
}

/** A visit of the car that is over. */
export interface PastVisit {
  readonly id: string
  readonly deliveredAt: Date
  /** The reading at its handover. */
  readonly mileageKm: number | null
  readonly jobs: readonly DoneJob[]
}

interface Comeback {
  readonly now: Date
  /** The latest reading of the odometer; null where none is known. */
  readonly mileageKm: number | null
  /** Groups of the services that were booked. */
  readonly categories: readonly string[]
}

/** Whichever comes first. */
export interface Warranty {
  readonly days: number
  readonly km: number
}

/** A booking to find out what is wrong may be about anything that was done. */
const DIAGNOSIS = 'inspection'

/** What of the work before a booking is about again. */
export const repeated = (jobs: readonly DoneJob[], categories: readonly string[]): readonly DoneJob[] =>
  categories.includes(DIAGNOSIS)
    ? jobs
    : jobs.filter(({ category }) => category !== null && categories.includes(category))

function isWarranted(
  { deliveredAt, mileageKm }: PastVisit,
  { now, mileageKm: read }: Comeback,
  { days, km }: Warranty,
) {
  const isRecent = now.getTime() - deliveredAt.getTime() <= days * DAY_MS
  const isNear = mileageKm === null || read === null || read - mileageKm <= km
  return isRecent && isNear
}

/** The latest visit whose repair this one may have to do again (疑似返修, DOMAIN §2.9). */
export const suspect = (visits: readonly PastVisit[], comeback: Comeback, warranty: Warranty): PastVisit | undefined =>
  [...visits]
    .sort((a, b) => b.deliveredAt.getTime() - a.deliveredAt.getTime())
    .find((visit) => isWarranted(visit, comeback, warranty) && repeated(visit.jobs, comeback.categories).length > 0)

interface Suspected {
  readonly suspectedOf: string | null
  readonly isSameFault: boolean | null
}

/** Somebody has to say first whether it is the same fault. */
export const isUndecided = ({ suspectedOf, isSameFault }: Suspected): boolean =>
  suspectedOf !== null && isSameFault === null
