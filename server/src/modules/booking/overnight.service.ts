import { policy } from '@pitlane/contract'
import { CELL_MINUTES, CELLS_PER_DAY, cellOf, priceWith, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { listDays, passGate } from '../store'
import type { BookingStep } from './booking.entity'
import type { Wanted } from './choosing'
import { readDayPlan, stintOf, type DayPlan } from './day-plan.queries'
import { heal, type Job, type Stint } from './healing'
import { changesOf, freeCells, writeChanges, type Cause, type Change } from './healing.service'
import { layOut, type OpenDay, type Stretch } from './overnight'
import { enterDay, type Place, type Seating } from './seating.service'
import { needsOf, type Offer } from './offered.service'
import { rosterOf } from './roster.queries'
import type { StepNeed } from './visit'

/** A visit of more than so many days is not booked in one go. */
const DAYS_AHEAD = 14
const OWN = 'own'

/** Open days that a visit from a time on may need, with one to spare; read before the gates, because gates come first. */
export async function daysFrom(app: App, { store }: Pick<Offer, 'store'>, day: Day): Promise<OpenDay[]> {
  const days = await listDays(app.db.read, store.id, day, DAYS_AHEAD)
  return days.filter(({ isOpen }) => isOpen)
}

/** Passes the gates of several days, always the earlier first, so that two who want the same never wait for each other. */
export async function passGates(tx: Tx, storeId: string, days: readonly Day[]): Promise<void> {
  for (const day of [...new Set(days)].sort()) await passGate(tx, storeId, day)
}

interface Asked {
  readonly offer: Offer
  readonly place: Place
  readonly days: readonly OpenDay[]
  readonly cause: Cause
  /** A booking that gives its own seats up. */
  readonly except?: string
  /** Who shall do a step, by its place in the visit. */
  readonly wanted?: ReadonlyMap<number, Wanted>
}

interface Piece {
  readonly need: StepNeed
  readonly part: number
  readonly stretch: Stretch
}

/**
 * Seats a visit that goes on the next morning, behind the gates of all of its days: on the first day at its time, later from the
 * opening on, in the same bay if that can be had. Others change bays and people to make room, nobody waits for it. Undefined
 * when there is no way, when it would not begin at its time, or when nothing would be done on the first day.
 */
export async function seatOvernight(app: App, tx: Tx, asked: Asked): Promise<Seating | undefined> {
  const { offer, place, days, cause } = asked
  const first = await enterDay(app, tx, offer, place.day)
  if (!first) return undefined
  const roster = await rosterOf(app, tx, offer.store.id, first.rosterVersion)
  const needs = needsOf(offer, roster)
  const pieces = piecesOf(needs, place, days)
  if (!pieces) return undefined
  const now = toLocal(app.clock.now(), offer.store.timeZone)
  const steps: Omit<BookingStep, 'bookingId'>[] = []
  const changes: Change[] = []
  for (const day of new Set(pieces.map(({ stretch }) => stretch.day))) {
    const state = day === place.day ? first : await enterDay(app, tx, offer, day)
    if (!state) return undefined
    const sight = { storeId: offer.store.id, roster, state, now }
    const plan = await readDayPlan(tx, asked.except ? { ...sight, except: asked.except } : sight)
    const mine = pieces.filter(({ stretch }) => stretch.day === day)
    const found = fitDay(plan, mine, steps, asked)
    if (!found) return undefined
    steps.push(...found.steps)
    changes.push(...found.changes)
  }
  await freeCells(tx, changes)
  await writeChanges(app, tx, offer.store, cause, changes)
  const ends = Math.max(...steps.filter(({ day }) => day === place.day).map(({ endsMinute }) => endsMinute))
  return { needs, chosen: [], minutes: ends - place.minute, steps: priced(steps, needs, asked) }
}

function piecesOf(needs: readonly StepNeed[], place: Place, days: readonly OpenDay[]): Piece[] | undefined {
  const parts = needs.map(({ kind, minutes }) => ({ minutes, isCut: kind === 'work' }))
  const stretches = layOut(parts, place, days)
  const pieces = stretches?.flatMap((stretch) => {
    const need = needs[stretch.part]
    return need ? [{ need, part: stretch.part, stretch }] : []
  })
  const [first] = pieces ?? []
  const begins = first?.stretch.day === place.day && first.stretch.from === place.minute
  const works = pieces?.some(({ need, stretch }) => need.kind === 'work' && stretch.day === place.day)
  return begins && works && place.minute % CELL_MINUTES === 0 ? pieces : undefined
}

type Draft = Omit<BookingStep, 'bookingId'>

function fitDay(
  plan: DayPlan,
  pieces: readonly Piece[],
  before: readonly Draft[],
  { place, wanted }: Asked,
): { steps: Draft[]; changes: Change[] } | undefined {
  const { day } = plan.state.hours
  const drafts = pieces.map((piece, i) => draftOf(piece, before.length + i + 1, before))
  const stints = pieces.map((piece, i) => {
    const draft = { ...draftOf(piece, before.length + i + 1, before), bookingId: OWN }
    return narrowed(stintOf(draft, plan.eligibleOf(piece.need)), piece, wanted)
  })
  const last = cellOf(drafts.at(-1)?.endsMinute ?? 0)
  const most = day === place.day ? 0 : Math.max(0, CELLS_PER_DAY - last)
  const own: Job = { id: OWN, stints, delay: undefined, delays: Array.from({ length: most + 1 }, (_, i) => i) }
  const healed = heal(plan.fixed, [...plan.visitors.map(({ job }) => job), own])
  const placement = healed?.get(OWN)
  if (!healed || !placement) return undefined
  const by = placement.delay * CELL_MINUTES
  const steps = drafts.map((draft, i): Draft => {
    const [bayId = '', ...technicianIds] = placement.holders[i] ?? []
    return { ...draft, startsMinute: draft.startsMinute + by, endsMinute: draft.endsMinute + by, bayId, technicianIds }
  })
  return { steps, changes: changesOf(plan, healed) }
}

/** A piece before anybody is chosen: as many places for people as it needs, and the bay of the piece before. */
function draftOf({ need, stretch }: Piece, ordinal: number, before: readonly Draft[]): Draft {
  const earlier = before.find(({ serviceId }) => need.serviceId !== null && serviceId === need.serviceId)
  const team = Array.from({ length: need.technicianCount }, (_, i) => earlier?.technicianIds[i] ?? '')
  return {
    ...{ ordinal, kind: need.kind, serviceId: need.serviceId, day: stretch.day },
    ...{ startsMinute: stretch.from, endsMinute: stretch.to, bayId: earlier?.bayId ?? '', technicianIds: team },
    ...{ priceFen: 0, isSeated: true, jobId: null },
  }
}

/** Leaves those who were asked for. */
function narrowed(stint: Stint, piece: Piece | undefined, wanted: Asked['wanted']): Stint {
  const want = piece && wanted?.get(piece.part)
  if (!want) return stint
  const ids = new Set([want.bayId, ...(want.technicianIds ?? [])])
  const seats = stint.seats.map((seat) => {
    if (seat.kind === 'technician' && want.technicianIds === null) return seat
    return { ...seat, eligible: new Map([...seat.eligible].filter(([id]) => ids.has(id))) }
  })
  return { ...stint, seats }
}

/** Each service is paid once, at the price of the time at which the visit begins. */
function priced(steps: readonly Draft[], needs: readonly StepNeed[], { offer, place }: Asked): Draft[] {
  const off = policy.percentOff(offer.policy, place.day, place.minute)
  const paid = new Set<string | null>([null])
  return steps.map((step) => {
    const need = paid.has(step.serviceId) ? undefined : needs.find(({ serviceId }) => serviceId === step.serviceId)
    paid.add(step.serviceId)
    return { ...step, priceFen: need ? priceWith(need.priceFen, off) : 0 }
  })
}
