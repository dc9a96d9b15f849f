import { candidatesFor, meets, type Seat, type Taken } from './seat-board'

/** How many states of a day may still be looked at. */
export interface Budget {
  left: number
}

/**
 * Seats everybody at once, trying everything: car by car in the order of time, and no state of the day twice (until when each
 * bay or person is busy is all that matters for the rest). Seats that may not move are left where they are. `none` is a proof
 * that there is no way; `unknown` says that the budget ran out.
 */
export function assignAll(
  fixed: readonly Taken[],
  seats: readonly Seat[],
  budget: Budget,
): ReadonlyMap<Seat, string> | 'none' | 'unknown' {
  const found = new Map<Seat, string>()
  for (const group of groupsOf(seats)) {
    const answer = assignGroup(fixed, group, budget)
    if (typeof answer === 'string') return answer
    answer.forEach((id, seat) => found.set(seat, id))
  }
  return found
}

/** Seats that cannot get into each other's way are looked at apart: bays and people always are. */
function groupsOf(seats: readonly Seat[]): Seat[][] {
  const groups: Seat[][] = []
  const left = new Set(seats)
  for (const first of left) {
    left.delete(first)
    const group = [first]
    for (const member of group) {
      for (const other of left) {
        if (!meets(member, other) || ![...other.eligible.keys()].some((id) => member.eligible.has(id))) continue
        left.delete(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

function assignGroup(
  fixed: readonly Taken[],
  group: readonly Seat[],
  budget: Budget,
): ReadonlyMap<Seat, string> | 'none' | 'unknown' {
  const inOrder = group.map((seat) => ({ seat, ids: freeFor(fixed, seat) })).sort((a, b) => a.seat.from - b.seat.from)
  const numbers = new Map([...new Set(inOrder.flatMap(({ ids }) => ids))].map((id, i) => [id, i]))
  const busyUntil = new Array<number>(numbers.size).fill(0)
  const hopeless = new Set<string>()
  const chosen = new Map<Seat, string>()
  const canFrom = (at: number): boolean => {
    const next = inOrder[at]
    if (!next) return true
    const { seat, ids } = next
    const state = `${at}:${busyUntil.map((until) => Math.max(until, seat.from)).join()}`
    if (hopeless.has(state) || budget.left-- <= 0) return false
    for (const id of ids) {
      const number = numbers.get(id) ?? 0
      const before = busyUntil[number] ?? 0
      if (before > seat.from) continue
      busyUntil[number] = seat.to
      chosen.set(seat, id)
      if (canFrom(at + 1)) return true
      busyUntil[number] = before
    }
    hopeless.add(state)
    return false
  }
  if (canFrom(0)) return chosen
  return budget.left <= 0 ? 'unknown' : 'none'
}

/** Whoever may take a seat besides what is fixed; who has it now first. */
function freeFor(fixed: readonly Taken[], seat: Seat): string[] {
  const busy = new Set(fixed.flatMap((one) => (meets(one.seat, seat) ? [one.resourceId] : [])))
  return candidatesFor(seat)
    .filter((id) => !busy.has(id))
    .sort((a, b) => Number(b === seat.preferred) - Number(a === seat.preferred))
}
