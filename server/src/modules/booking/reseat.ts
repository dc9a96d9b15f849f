import { cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { hasCell, type Bits } from './bits'
import { offsetsOf, type Assignment, type Visit } from './capacity'
import { Board, meets, type Limits, type Seat, type Taken } from './seat-board'

export type { Seat } from './seat-board'

export interface Reseating {
  /** Who does the steps of the new visit. */
  readonly chosen: Assignment[]
  /** Seats of others that change hands, with who has them now. */
  readonly moves: readonly Taken[]
}

/** Somebody waits for the answer: this is worth about 1 ms. */
const AT_ONCE: Limits = { depth: 4, tries: 4000 }

/**
 * Makes room for a visit where the greedy choice finds none: seats of cars that have not begun change hands among those who
 * are equally qualified; no time changes. A search for augmenting paths: who is in the way looks for another place, and so
 * does who is in the way there. Undefined when nothing was found within the limits.
 */
export function reseat(visit: Visit, start: Minute, taken: readonly Taken[]): Reseating | undefined {
  const wanted = seatsOf(visit, start)
  if (!wanted.every((seat) => hasRoom(seat, wanted, taken))) return undefined
  const board = new Board(taken, AT_ONCE)
  for (const seat of wanted) if (!board.place(seat)) return undefined
  const chosen = visit.map((_, i): Assignment => {
    const mine = wanted.filter(({ key }) => key === keyOf(i))
    const of = (kind: Seat['kind']) => mine.filter((seat) => seat.kind === kind).map((seat) => board.holderOf(seat))
    return { bayId: of('bay')[0] ?? '', technicianIds: of('technician') }
  })
  const moves = taken.flatMap(({ seat, resourceId }) => {
    const now = board.holderOf(seat)
    return now === resourceId ? [] : [{ seat, resourceId: now }]
  })
  return { chosen, moves }
}

/**
 * Whether a seat can be had at all, counted per cell: those who may take it, those who may take over from them, and so on, must
 * not all be busy (Hall's condition). Cheap, and what it lets through is nearly always found.
 */
export function hasRoom(seat: Seat, wanted: readonly Seat[], taken: readonly Taken[]): boolean {
  const rivals = taken.filter(({ seat: other }) => meets(other, seat))
  const open = new Map(seat.eligible)
  for (let size = -1; size !== open.size;) {
    size = open.size
    for (const rival of rivals) {
      if (open.has(rival.resourceId) && rival.seat.isMovable)
        rival.seat.eligible.forEach((bits, id) => open.set(id, bits))
    }
  }
  const siblings = wanted.filter(({ key, kind }) => key === seat.key && kind === seat.kind).length
  for (let cell = seat.from; cell < seat.to; cell++) {
    const there = [...open.values()].filter((bits) => hasCell(bits, cell)).length
    const busy = rivals.filter(({ seat: other, resourceId }) => {
      return open.has(resourceId) && other.from <= cell && cell < other.to
    }).length
    if (there - busy < siblings) return false
  }
  return true
}

const keyOf = (index: number): string => `new:${index}`

/** The seats a visit asks for: those with the fewest candidates first, because they leave the least choice. */
function seatsOf(visit: Visit, start: Minute): Seat[] {
  const offsets = offsetsOf(visit)
  const seats = visit.flatMap((demand, i): Seat[] => {
    const from = cellOf(start + (offsets[i] ?? 0))
    const common = { key: keyOf(i), from, to: from + cellsFor(demand.minutes), isMovable: true }
    const open = (list: readonly { id: string; open: Bits }[]) => new Map(list.map((one) => [one.id, one.open]))
    const people = open(demand.technicians)
    return [
      { ...common, kind: 'bay', eligible: open(demand.bays) },
      ...Array.from({ length: demand.technicianCount }, (): Seat => ({
        ...common,
        kind: 'technician',
        eligible: people,
      })),
    ]
  })
  return seats.sort((a, b) => a.eligible.size - b.eligible.size)
}
