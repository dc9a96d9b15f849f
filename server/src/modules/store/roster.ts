import { weekdayOf, type Day, type Minute } from '@pitlane/kernel'

interface RosterBay {
  readonly id: string
  readonly name: string
  readonly type: string
}

export interface RosterTechnician {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly skills: readonly string[]
  readonly certificates: readonly { readonly kind: string; readonly expiresOn: Day }[]
  readonly shifts: readonly { readonly weekday: number; readonly startsMinute: Minute; readonly endsMinute: Minute }[]
  /** Days with other hours: these take the place of the weekly ones. */
  readonly dayShifts?: readonly { readonly day: Day; readonly startsMinute: Minute; readonly endsMinute: Minute }[]
  readonly leaves: readonly { readonly day: Day; readonly startsMinute: Minute; readonly endsMinute: Minute }[]
}

/** Who and what a store can put to work. Changes of it raise the store's `rosterVersion`. */
export interface Roster {
  readonly version: number
  readonly bays: readonly RosterBay[]
  readonly technicians: readonly RosterTechnician[]
}

type Span = [Minute, Minute]

/** When a technician is at work on a day, and the leave to be taken out of it. */
export function workingSpans(technician: RosterTechnician, day: Day): { shifts: Span[]; leaves: Span[] } {
  const weekday = weekdayOf(day)
  const spanOf = ({ startsMinute, endsMinute }: { startsMinute: number; endsMinute: number }): Span => [
    startsMinute,
    endsMinute,
  ]
  const special = technician.dayShifts?.filter((shift) => shift.day === day) ?? []
  const usual = technician.shifts.filter((shift) => shift.weekday === weekday)
  return {
    shifts: (special.length > 0 ? special : usual).map(spanOf),
    leaves: technician.leaves.filter((leave) => leave.day === day).map(spanOf),
  }
}

/**
 * May this person do such work on that day? A certificate must be valid through the day itself: one that expired is a
 * hard no (DOMAIN §3.1).
 */
export const isQualified = (
  technician: RosterTechnician,
  need: { readonly skill: string; readonly certificate: string | null },
  day: Day,
): boolean =>
  technician.skills.includes(need.skill) &&
  (need.certificate === null || technician.certificates.some((c) => c.kind === need.certificate && c.expiresOn >= day))
