/** What decides which of two equal cars stays. */
export interface Mergeable {
  readonly id: string
  readonly plateHash: string | null
  readonly vinHash: string | null
  readonly isDefault: boolean
  readonly isHeld: boolean
}

/** What happens to the cars of two garages that become one. */
interface MergePlan {
  /** Cars that leave, because the other garage has the same one. */
  readonly removed: readonly string[]
  /** Arriving cars that are not the default any more. */
  readonly demoted: readonly string[]
}

const isSame = (a: Mergeable, b: Mergeable): boolean =>
  (a.plateHash !== null && a.plateHash === b.plateHash) || (a.vinHash !== null && a.vinHash === b.vinHash)

/**
 * Joins two garages. Of two equal cars the arriving one leaves, unless only that one is held; where both are held both
 * stay, because a booking must not lose its car. The default of the surviving garage stays the default.
 */
export function planMerge(staying: readonly Mergeable[], arriving: readonly Mergeable[]): MergePlan {
  const removed = new Set<string>()
  for (const arrival of arriving) {
    for (const known of staying.filter((car) => isSame(car, arrival) && !removed.has(car.id))) {
      if (!arrival.isHeld) removed.add(arrival.id)
      else if (!known.isHeld) removed.add(known.id)
    }
  }
  const hasDefault = staying.some((car) => car.isDefault && !removed.has(car.id))
  const demoted = hasDefault ? arriving.filter((car) => car.isDefault && !removed.has(car.id)).map((car) => car.id) : []
  return { removed: [...removed], demoted }
}
