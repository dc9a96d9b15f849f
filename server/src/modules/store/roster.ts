import { weekdayOf, type Day, type Minute } from '@pitlane/kernel'

interface DaySpan {
  readonly day: Day
  readonly startsMinute: Minute
  readonly endsMinute: Minute
}

export interface RosterBay {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Who receives there (接待顾问). */
  readonly staffId?: string | null
  /** When it is out of order. */
  readonly outages?: readonly DaySpan[]
}

export interface RosterTechnician {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly skills: readonly string[]
  readonly certificates: readonly { readonly kind: string; readonly expiresOn: Day }[]
  readonly shifts: readonly { readonly weekday: number; readonly startsMinute: Minute; readonly endsMinute: Minute }[]
  /** Days with other hours: these take the place of the weekly ones. */
  readonly dayShifts?: readonly DaySpan[]
  readonly leaves: readonly DaySpan[]
}

/** Who and what a store can put to work. Changes of it raise the store's `rosterVersion`. */
export interface Roster {
  readonly version: number
  readonly bays: readonly RosterBay[]
  readonly technicians: readonly RosterTechnician[]
}

type Span = [Minute, Minute]

const spanOf = ({ startsMinute, endsMinute }: { startsMinute: number; endsMinute: number }): Span => [
  startsMinute,
  endsMinute,
]

/** When a bay is out of order on a day: like leave, to be taken out of the opening hours. */
export const bayOutages = (bay: Pick<RosterBay, 'outages'>, day: Day): Span[] =>
  (bay.outages ?? []).filter((outage) => outage.day === day).map(spanOf)

/** When a technician is at work on a day, and the leave to be taken out of it. */
export function workingSpans(technician: RosterTechnician, day: Day): { shifts: Span[]; leaves: Span[] } {
  const weekday = weekdayOf(day)
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
