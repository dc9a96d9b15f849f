import type { Booking, BookingStep } from './booking.entity'
import type { MovedWork } from './booking.events'

/** What the plan of a day did with a car. */
interface Planned {
  readonly booking: Pick<Booking, 'state'>
  readonly kind: 'reseated' | 'delayed' | 'unseated'
  readonly visitor: { readonly steps: readonly BookingStep[] }
  readonly after: readonly BookingStep[]
}

export const isSameTeam = (a: BookingStep, b: BookingStep | undefined): boolean =>
  a.bayId === b?.bayId && [...a.technicianIds].sort().join() === [...b.technicianIds].sort().join()

const seatsOf = ({ bayId, technicianIds }: BookingStep) => ({ bayId, technicianIds })

/** The work of a car in the workshop that is others' now, or elsewhere; of any other car nobody has to follow. */
export function movedWork({ booking, kind, visitor, after }: Planned): MovedWork[] {
  if (booking.state !== 'arrived' || kind === 'unseated') return []
  return after.flatMap((to, i): MovedWork[] => {
    const from = visitor.steps[i]
    const isMoved = to.kind === 'work' && from !== undefined && !isSameTeam(to, from)
    return isMoved ? [{ serviceId: to.serviceId, jobId: to.jobId, from: seatsOf(from), to: seatsOf(to) }] : []
  })
}
