import type { desk } from '@pitlane/contract'
import { cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { and, cellRange, covers, NO_BITS, type Bits } from './bits'
import { assign, offsetsOf, type Assignment, type Demand, type Resource, type Visit } from './capacity'

/** Who shall do a step: said by a person, or kept from before. */
export interface Wanted {
  readonly bayId: string
  /** Null: whoever is free. */
  readonly technicianIds: readonly string[] | null
}

type Choice = { readonly chosen: readonly Assignment[] } | { readonly refusals: desk.MoveRefusal[] }

const spanOf = (start: Minute, minutes: number): Bits => cellRange(cellOf(start), cellOf(start) + cellsFor(minutes))

const touches = (bits: Bits, span: Bits): boolean => and(bits, span).some((word, i) => word !== NO_BITS[i])

function refusalsOfTechnician(demand: Demand, id: string, span: Bits): desk.MoveRefusal[] {
  const who = demand.technicians.find((technician) => technician.id === id)
  if (!who) return ['technician_unqualified']
  if (!covers(who.open, span)) return ['technician_absent']
  return touches(who.taken, span) ? ['technician_taken'] : []
}

/** Why these cannot do a step at a time; empty when they can. */
function refusalsOf(demand: Demand, { bayId, technicianIds }: Wanted, start: Minute): desk.MoveRefusal[] {
  const span = spanOf(start, demand.minutes)
  const bay = demand.bays.find(({ id }) => id === bayId)
  const ofBay = (): desk.MoveRefusal[] => {
    if (!bay) return ['bay_type']
    if (!covers(bay.open, span)) return ['outside_hours']
    return touches(bay.taken, span) ? ['bay_taken'] : []
  }
  const team = technicianIds ?? []
  const isTeam = technicianIds === null || new Set(team).size === demand.technicianCount
  const ofTeam: desk.MoveRefusal[] = isTeam ? [] : ['team_size']
  return [...ofBay(), ...ofTeam, ...team.flatMap((id) => refusalsOfTechnician(demand, id, span))]
}

const only = (resources: readonly Resource[], ids: readonly string[]) => resources.filter(({ id }) => ids.includes(id))

/**
 * Chooses who does each step of a visit where some steps have been decided: those keep whom they were given, the others get
 * the best that is free. Answers every reason why it cannot be, each once.
 */
export function choose(visit: Visit, start: Minute, wanted: ReadonlyMap<number, Wanted>): Choice {
  const offsets = offsetsOf(visit)
  const refusals = visit.flatMap((demand, i) => {
    const want = wanted.get(i)
    return want ? refusalsOf(demand, want, start + (offsets[i] ?? 0)) : []
  })
  if (refusals.length > 0) return { refusals: [...new Set(refusals)] }
  const narrowed = visit.map((demand, i): Demand => {
    const want = wanted.get(i)
    if (!want) return demand
    return {
      ...demand,
      bays: only(demand.bays, [want.bayId]),
      technicians: want.technicianIds ? only(demand.technicians, want.technicianIds) : demand.technicians,
    }
  })
  const chosen = assign(narrowed, start)
  return chosen ? { chosen } : { refusals: ['no_capacity'] }
}
