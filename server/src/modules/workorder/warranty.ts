/** Limits of 三包 (DOMAIN §0.1-7): beyond them the law asks for a loaner, or for another car. */
const LIMITS = { daysOfVisit: 5, daysInAll: 30, repairs: 4 } as const
/** So many before a limit people are warned. */
const NEAR = { daysOfVisit: 1, daysInAll: 5 } as const

export interface Counters {
  readonly daysThisVisit: number
  /** Of all visits of this car, this one too. */
  readonly daysInAll: number
  /** How often the same problem was repaired, this time too. */
  readonly repairs: number
}

/** The gravest warning of the counters; null where no limit is near. */
export function warningOf({ daysThisVisit, daysInAll, repairs }: Counters): string | null {
  if (daysInAll > LIMITS.daysInAll) return `累计维修 ${daysInAll} 日，已超过 30 日，车主可要求更换或退货`
  if (repairs > LIMITS.repairs) return `同一问题已维修 ${repairs} 次，已超过 4 次，车主可要求更换或退货`
  if (daysThisVisit > LIMITS.daysOfVisit) return `本次维修已 ${daysThisVisit} 日，超过 5 日，须提供代步车或给予补偿`
  if (repairs === LIMITS.repairs) return '同一问题已维修 4 次，再次维修车主可要求更换或退货'
  if (daysInAll > LIMITS.daysInAll - NEAR.daysInAll) return `累计维修 ${daysInAll} 日，接近 30 日上限`
  if (daysThisVisit > LIMITS.daysOfVisit - NEAR.daysOfVisit)
    return `本次维修已 ${daysThisVisit} 日，超过 5 日须提供代步车或给予补偿`
  return null
}
