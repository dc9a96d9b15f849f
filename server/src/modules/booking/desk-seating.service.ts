import type { Body, desk } from '@pitlane/contract'
import { AppError, CELL_MINUTES, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Offer } from './offered.service'
import type { OpenDay } from './overnight'
import { seatOvernight } from './overnight.service'
import { seat, SlotTaken, type Place, type Seating } from './seating.service'
import type { StoreDayState } from './slot.queries'

export type Request = Body<typeof desk.book>

/** Who books what, and the days that it may need. */
export interface Call {
  readonly by: StaffActor
  readonly request: Request
  readonly requestId: string
  readonly days: readonly OpenDay[]
}

interface Found {
  readonly place: Place
  readonly seating: Seating
}

const isFull = (e: unknown): boolean =>
  e instanceof SlotTaken || (e instanceof AppError && e.code === 'booking.slot_closed')

/** A place within one day, else one overnight where that was said. Throws as {@link firstPlace}. */
export async function anyPlace(
  app: App,
  tx: Tx,
  on: { readonly offer: Offer; readonly state: StoreDayState | undefined },
  from: Place,
  call: Call,
): Promise<Found> {
  try {
    return await firstPlace(app, tx, on, from, call.request)
  } catch (e) {
    const found = isFull(e) ? await overnightPlace(app, tx, on.offer, from, call) : undefined
    if (!found) throw e
    return found
  }
}

/** The wished time; for a car that is here, the first quarter of an hour from now on at which its work can begin today. */
async function overnightPlace(app: App, tx: Tx, offer: Offer, from: Place, call: Call): Promise<Found | undefined> {
  const { by, request, requestId, days } = call
  const [today] = days
  if (today?.day !== from.day) return undefined
  const cause = { by, requestId, reason: 'overnight' }
  const first = request.at ? from.minute : Math.max(from.minute, today.opensMinute)
  const last = request.at ? first : today.closesMinute - 1
  for (let minute = first; minute <= last; minute += CELL_MINUTES) {
    const place = { day: from.day, minute }
    const seating = await seatOvernight(app, tx, { offer, place, days, cause })
    if (seating) return { place, seating }
  }
  return undefined
}

/** Tries the wished time; for a car that is here, every quarter of an hour from now on. Throws {@link SlotTaken}. */
async function firstPlace(
  app: App,
  tx: Tx,
  { offer, state }: { readonly offer: Offer; readonly state: StoreDayState | undefined },
  from: Place,
  { at, channel, isRework }: Request,
): Promise<Found> {
  const wish = { offer, state, channel, isRework }
  if (at) return { place: from, seating: await seat(app, tx, wish, from) }
  if (!state?.hours.isOpen) throw new AppError('booking.slot_closed')
  const first = Math.max(from.minute, state.hours.opensMinute)
  for (let minute = first; minute < state.hours.closesMinute; minute += CELL_MINUTES) {
    const place = { day: from.day, minute }
    const seating = await seat(app, tx, wish, place).catch((e: unknown) => {
      if (isFull(e)) return undefined
      throw e
    })
    if (seating) return { place, seating }
  }
  throw new SlotTaken(offer, state)
}
