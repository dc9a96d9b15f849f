import { CELLS_PER_DAY } from '@pitlane/kernel'
import { cellRange, covers, type Bits } from './bits'

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
  /** Who has it now, and keeps it where nothing speaks against it. */
  readonly preferred?: string | undefined
}

export interface Taken {
  readonly seat: Seat
  readonly resourceId: string
}

/** How many others may make way for each other, one after the other, and how many tries one seat is worth. */
export interface Limits {
  readonly depth: number
  readonly tries: number
}

export const meets = (a: Pick<Seat, 'from' | 'to'>, b: Pick<Seat, 'from' | 'to'>): boolean =>
  a.from < b.to && b.from < a.to

/** Those who may take a seat and are there all the time. */
export const candidatesFor = (seat: Seat): string[] => {
  if (seat.to > CELLS_PER_DAY) return []
  const span = cellRange(seat.from, seat.to)
  return [...seat.eligible].flatMap(([id, open]) => (covers(open, span) ? [id] : []))
}

/** Who has which seat, with a way back. */
export class Board {
  private readonly seats = new Map<string, Set<Seat>>()
  private readonly holders = new Map<Seat, string>()
  private readonly undo: (() => void)[] = []
  private tries = 0
  /** How many ways were tried so far, over all seats. */
  spent = 0

  constructor(
    taken: readonly Taken[],
    private readonly limits: Limits,
  ) {
    for (const { seat, resourceId } of taken) this.put(seat, resourceId)
  }

  holderOf(seat: Seat): string {
    const holder = this.holders.get(seat)
    if (holder === undefined) throw new Error('a seat without a holder')
    return holder
  }

  /** Everything as it is now. */
  all(): Taken[] {
    return [...this.holders].map(([seat, resourceId]) => ({ seat, resourceId }))
  }

  /** Seats somebody where they want to be, when that is free. */
  keep(seat: Seat): boolean {
    const { preferred } = seat
    if (preferred === undefined || !candidatesFor(seat).includes(preferred)) return false
    if (this.inTheWay(preferred, seat).length > 0) return false
    this.put(seat, preferred)
    return true
  }

  /** Finds a place for a seat, moving others if need be. Leaves everything as it was when there is none. */
  place(seat: Seat, depth = this.limits.depth): boolean {
    this.tries = 0
    return this.find(seat, depth)
  }

  /** Places all of these or none. */
  placeAll(seats: readonly Seat[], depth?: number): boolean {
    const before = this.undo.length
    const byChoice = [...seats].sort((a, b) => a.eligible.size - b.eligible.size)
    if (byChoice.every((seat) => this.place(seat, depth))) return true
    this.backTo(before)
    return false
  }

  /** Gives seats back, tries something, and takes them again when it answers no. */
  instead(seats: readonly Seat[], attempt: () => boolean): boolean {
    const before = this.undo.length
    seats.forEach((seat) => this.take(seat))
    if (attempt()) return true
    this.backTo(before)
    return false
  }

  private find(seat: Seat, depth: number): boolean {
    const ways = candidatesFor(seat)
      .map((id) => ({ id, inTheWay: this.inTheWay(id, seat), isOwn: id === seat.preferred }))
      .filter(({ inTheWay }) => inTheWay.every((other) => other.isMovable && other.key !== seat.key))
      .sort((a, b) => a.inTheWay.length - b.inTheWay.length || Number(b.isOwn) - Number(a.isOwn))
    return ways.some(({ id, inTheWay }) => this.tryAt(seat, id, inTheWay, depth))
  }

  private tryAt(seat: Seat, id: string, inTheWay: readonly Seat[], depth: number): boolean {
    if (inTheWay.length > 0 && (depth === 0 || ++this.tries > this.limits.tries)) return false
    this.spent++
    const before = this.undo.length
    inTheWay.forEach((other) => this.take(other))
    this.put(seat, id)
    if (inTheWay.every((other) => this.find(other, depth - 1))) return true
    this.backTo(before)
    return false
  }

  private inTheWay(id: string, seat: Seat): Seat[] {
    return [...(this.seats.get(id) ?? [])].filter((other) => meets(other, seat))
  }

  private put(seat: Seat, id: string): void {
    this.holders.set(seat, id)
    const there = this.seats.get(id) ?? new Set()
    this.seats.set(id, there.add(seat))
    this.undo.push(() => {
      this.holders.delete(seat)
      there.delete(seat)
    })
  }

  private take(seat: Seat): void {
    const id = this.holderOf(seat)
    const there = this.seats.get(id)
    this.holders.delete(seat)
    there?.delete(seat)
    this.undo.push(() => {
      this.holders.set(seat, id)
      there?.add(seat)
    })
  }

  private backTo(before: number): void {
    while (this.undo.length > before) this.undo.pop()?.()
  }
}
