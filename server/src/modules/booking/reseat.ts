import { cellOf, cellsFor, type Minute } from '@pitlane/kernel'
import { cellRange, covers, hasCell, type Bits } from './bits'
import { offsetsOf, type Assignment, type Visit } from './capacity'

/** One bay or person for one step of one car, from a cell to a cell (exclusive). */
export interface Seat {
  /** Which step of which booking; seats of the same step have the same key. */
  readonly key: string
  readonly kind: 'bay' | 'technician'
  readonly from: number
  readonly to: number
  /** Who may take it, with the cells in which they are there. */
  readonly eligible: ReadonlyMap<string, Bits>
  /** A car that is being worked on stays where it is. */
  readonly isMovable: boolean
}

interface Taken {
  readonly seat: Seat
  readonly resourceId: string
}

export interface Reseating {
  /** Who does the steps of the new visit. */
  readonly chosen: Assignment[]
  /** Seats of others that change hands, with who has them now. */
  readonly moves: readonly Taken[]
}

/** How many others may make way for each other, one after the other, and how many tries that is worth (about 1 ms). */
const MAX_DEPTH = 4
const MAX_TRIES = 4000

/**
 * Makes room for a visit where the greedy choice finds none: seats of cars that have not begun change hands among those who
 * are equally qualified; no time changes. A search for augmenting paths: who is in the way looks for another place, and so
 * does who is in the way there. Undefined when nothing was found within the limits.
 */
export function reseat(visit: Visit, start: Minute, taken: readonly Taken[]): Reseating | undefined {
  const wanted = seatsOf(visit, start)
  if (!wanted.every((seat) => hasRoom(seat, wanted, taken))) return undefined
  const board = new Board(taken)
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
function hasRoom(seat: Seat, wanted: readonly Seat[], taken: readonly Taken[]): boolean {
  const rivals = taken.filter(({ seat: other }) => other.from < seat.to && seat.from < other.to)
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

/** Who has which seat, with a way back. */
class Board {
  private readonly seats = new Map<string, Seat[]>()
  private readonly holders = new Map<Seat, string>()
  private tries = 0

  constructor(taken: readonly Taken[]) {
    for (const { seat, resourceId } of taken) this.put(seat, resourceId)
  }

  holderOf(seat: Seat): string {
    const holder = this.holders.get(seat)
    if (holder === undefined) throw new Error('a seat without a holder')
    return holder
  }

  /** Finds a place for a seat, moving others if need be. Leaves everything as it was when there is none. */
  place(seat: Seat, depth = MAX_DEPTH): boolean {
    const ways = [...seat.eligible]
      .filter(([, open]) => covers(open, cellRange(seat.from, seat.to)))
      .map(([id]) => ({ id, inTheWay: this.inTheWay(id, seat) }))
      .filter(({ inTheWay }) => inTheWay.every((other) => other.isMovable && other.key !== seat.key))
      .sort((a, b) => a.inTheWay.length - b.inTheWay.length)
    return ways.some(({ id, inTheWay }) => this.tryAt(seat, id, inTheWay, depth))
  }

  private tryAt(seat: Seat, id: string, inTheWay: readonly Seat[], depth: number): boolean {
    if (inTheWay.length > 0 && (depth === 0 || ++this.tries > MAX_TRIES)) return false
    const before = new Map(this.holders)
    inTheWay.forEach((other) => this.take(other))
    this.put(seat, id)
    if (inTheWay.every((other) => this.place(other, depth - 1))) return true
    this.restore(before)
    return false
  }

  private inTheWay(id: string, seat: Seat): Seat[] {
    return (this.seats.get(id) ?? []).filter((other) => other.from < seat.to && seat.from < other.to)
  }

  private put(seat: Seat, id: string): void {
    this.holders.set(seat, id)
    this.seats.set(id, [...(this.seats.get(id) ?? []), seat])
  }

  private take(seat: Seat): void {
    const id = this.holderOf(seat)
    this.holders.delete(seat)
    this.seats.set(
      id,
      (this.seats.get(id) ?? []).filter((other) => other !== seat),
    )
  }

  private restore(before: ReadonlyMap<Seat, string>): void {
    this.holders.clear()
    this.seats.clear()
    for (const [seat, id] of before) this.put(seat, id)
  }
}
