import { In } from 'typeorm'
import { Booking, BookingStep, Claim } from '../../server/src/modules/booking/booking.entity'
import type { Reader } from '../../server/src/platform/database'

/** States of a booking whose steps have their cells, unless they have lost their seats, by themselves and not as the server says it. */
const WITH_CELLS = ['held', 'placed', 'confirmed', 'arrived'] as const

/** The quarters of an hour of the bays and people of a booking, each with whose it is, as its steps have them. */
function cellsDue(steps: readonly BookingStep[], dayOf: ReadonlyMap<string, string>): Map<string, string> {
  const due = new Map<string, string>()
  for (const step of steps) {
    const day = step.day || (dayOf.get(step.bookingId) ?? '')
    for (const resource of [step.bayId, ...step.technicianIds]) {
      for (let minute = step.startsMinute; minute < step.endsMinute; minute += 15) {
        const cell = `${resource} ${day} ${Math.floor(minute / 15)}`
        const other = due.get(cell)
        due.set(
          cell,
          other === undefined || other === step.bookingId ? step.bookingId : `${other} and ${step.bookingId}`,
        )
      }
    }
  }
  return due
}

/**
 * What is wrong with the claims of the whole database: cells that two bookings have, live bookings without their cells, and
 * cells without a live booking, from a day on. Built from the steps without any of the server's own code.
 */
export async function claimFaults(db: Reader, from = ''): Promise<string[]> {
  const live = await db.find(Booking, { where: { state: In([...WITH_CELLS]) } })
  const dayOf = new Map(live.map(({ id, day }) => [id, day]))
  const all = (await db.find(BookingStep)).filter(({ bookingId }) => dayOf.has(bookingId))
  const steps = all.filter(({ day, isSeated }) => day >= from && isSeated)
  const due = cellsDue(steps, dayOf)
  const there = new Map(
    (await db.find(Claim))
      .filter(({ day }) => day >= from)
      .map(({ resourceId, day, cell, bookingId }) => [`${resourceId} ${day} ${cell}`, bookingId]),
  )
  const cells = [...new Set([...due.keys(), ...there.keys()])]
  return [
    ...live.filter(({ id }) => !all.some((step) => step.bookingId === id)).map(({ id }) => `${id} has no steps`),
    ...cells
      .filter((cell) => due.get(cell) !== there.get(cell))
      .map((cell) => `${cell}: due to ${due.get(cell) ?? 'nobody'}, taken by ${there.get(cell) ?? 'nobody'}`),
  ]
}
