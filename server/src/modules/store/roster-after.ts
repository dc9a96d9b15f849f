import type { resources } from '@pitlane/contract'
import { addDays, type Day } from '@pitlane/kernel'
import type { Roster, RosterBay, RosterTechnician } from './roster'

type Change = resources.RosterChange
type Of<K extends Change['kind']> = Extract<Change, { kind: K }>

const withTechnician = (
  roster: Roster,
  technicianId: string,
  change: (technician: RosterTechnician) => RosterTechnician,
): Roster => ({
  ...roster,
  technicians: roster.technicians.map((technician) =>
    technician.id === technicianId ? change(technician) : technician,
  ),
})

/** Every day of a leave. */
export function daysOf({ fromDay, toDay }: { readonly fromDay: Day; readonly toDay: Day }): Day[] {
  const days: Day[] = []
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) days.push(day)
  return days
}

function changedTechnician(roster: Roster, change: Of<'change_technician'>): Roster {
  if (!change.isActive) {
    return { ...roster, technicians: roster.technicians.filter(({ id }) => id !== change.technicianId) }
  }
  const { name, level, skills } = change
  return withTechnician(roster, change.technicianId, (technician) => ({ ...technician, name, level, skills }))
}

const withBay = (roster: Roster, bayId: string, change: (bay: RosterBay) => RosterBay): Roster => ({
  ...roster,
  bays: roster.bays.map((bay) => (bay.id === bayId ? change(bay) : bay)),
})

function changedBay(roster: Roster, { bayId, name, type, isActive }: Of<'change_bay'>): Roster {
  if (!isActive) return { ...roster, bays: roster.bays.filter(({ id }) => id !== bayId) }
  return withBay(roster, bayId, (bay) => ({ ...bay, name, type }))
}

const spanOf = ({ startsMinute, endsMinute }: { startsMinute: number; endsMinute: number }) => ({
  startsMinute,
  endsMinute,
})

const appliers: { readonly [K in Change['kind']]: (roster: Roster, change: Of<K>) => Roster } = {
  // What is new takes nothing away from anybody.
  add_bay: (roster) => roster,
  add_technician: (roster) => roster,
  change_bay: changedBay,
  add_bay_outage: (roster, outage) =>
    withBay(roster, outage.bayId, (bay) => ({
      ...bay,
      outages: [...(bay.outages ?? []), ...daysOf(outage).map((day) => ({ day, ...spanOf(outage) }))],
    })),
  // A bay that works after all takes nothing away.
  remove_bay_outage: (roster) => roster,
  change_technician: changedTechnician,
  put_certificates: (roster, { technicianId, certificates }) =>
    withTechnician(roster, technicianId, (technician) => ({ ...technician, certificates })),
  put_shifts: (roster, { technicianId, shifts }) =>
    withTechnician(roster, technicianId, (technician) => ({ ...technician, shifts })),
  put_day_shifts: (roster, { technicianId, day, spans }) =>
    withTechnician(roster, technicianId, (technician) => ({
      ...technician,
      dayShifts: [
        ...(technician.dayShifts ?? []).filter((shift) => shift.day !== day),
        ...spans.map((span) => ({ day, ...spanOf(span) })),
      ],
    })),
  add_leave: (roster, leave) =>
    withTechnician(roster, leave.technicianId, (technician) => ({
      ...technician,
      leaves: [...technician.leaves, ...daysOf(leave).map((day) => ({ day, ...spanOf(leave) }))],
    })),
  // Somebody who is there after all takes nothing away either.
  remove_leave: (roster) => roster,
}

/** The roster as it will be, as far as it can take a seat away from somebody: a preview needs no writing. */
export const afterChange = (roster: Roster, change: Change): Roster =>
  (appliers[change.kind] as (roster: Roster, change: Change) => Roster)(roster, change)
