import { NO_BITS, type Bits } from './bits'
import type { DayHours, Taken } from './day-state'
import type { StoreDayState } from './slot.queries'

/** A store-day as it is kept: a thousand stores with a month each take 30,000 of them. */
export interface PackedDay {
  readonly version: number
  readonly rosterVersion: number
  readonly hours: DayHours
  readonly hasLapsed: boolean
  /** Shared by all days of the store; the first `size` of them are of concern here. */
  readonly ids: readonly string[]
  readonly size: number
  /** Their cells, 12 characters each; walk-ins and rework follow for all of them where there are any. */
  readonly bits: string
}

const WORDS = 3
const BYTES = 4 * WORDS

function wordsAt(bytes: string, at: number): Bits {
  const word = (i: number): number =>
    (bytes.charCodeAt(i) |
      (bytes.charCodeAt(i + 1) << 8) |
      (bytes.charCodeAt(i + 2) << 16) |
      (bytes.charCodeAt(i + 3) << 24)) >>>
    0
  return [word(at), word(at + 4), word(at + 8)]
}

const isAny = (bits: Bits): boolean => bits.some((word) => word !== 0)

/** Everybody of a store who ever had something taken; it only grows, so that places in it stay. */
interface Pool {
  readonly ids: string[]
  readonly placeOf: Map<string, number>
}

const pools = new Map<string, Pool>()
const hoursOfDay = new Map<string, DayHours>()
const MAX_KEPT = 5000

function poolOf(storeId: string): Pool {
  const known = pools.get(storeId)
  if (known) return known
  if (pools.size >= MAX_KEPT) pools.clear()
  const pool: Pool = { ids: [], placeOf: new Map() }
  pools.set(storeId, pool)
  return pool
}

function placeIn({ ids, placeOf }: Pool, id: string): number {
  const known = placeOf.get(id)
  if (known !== undefined) return known
  placeOf.set(id, ids.length)
  return ids.push(id) - 1
}

/** Most stores have the same hours on a day: kept once. */
function shared(hours: DayHours): DayHours {
  const last = hoursOfDay.get(hours.day)
  const isSame = last && JSON.stringify(last) === JSON.stringify(hours)
  if (isSame) return last
  if (hoursOfDay.size >= MAX_KEPT) hoursOfDay.clear()
  hoursOfDay.set(hours.day, hours)
  return hours
}

const blocks = ['cells', 'walkIns', 'rework'] as const

/** Makes a day small. What it shares with other days of its store, and with the same day of other stores, is kept once. */
export function pack(storeId: string, { version, rosterVersion, hours, hasLapsed, taken }: StoreDayState): PackedDay {
  const pool = poolOf(storeId)
  const placed = [...taken].map(([id, one]) => ({ place: placeIn(pool, id), one }))
  const size = placed.reduce((most, { place }) => Math.max(most, place + 1), 0)
  const hasMore = placed.some(({ one }) => isAny(one.walkIns) || isAny(one.rework))
  const bytes = Buffer.alloc((hasMore ? blocks.length : 1) * size * BYTES)
  blocks.slice(0, hasMore ? blocks.length : 1).forEach((block, b) => {
    for (const { place, one } of placed)
      one[block].forEach((word, w) => bytes.writeUInt32LE(word, (b * size + place) * BYTES + 4 * w))
  })
  return {
    ...{ version, rosterVersion, hours: shared(hours), hasLapsed },
    ...{ ids: pool.ids, size, bits: bytes.toString('latin1') },
  }
}

/** The day as it was; who has nothing taken is left out. */
export function unpack({ version, rosterVersion, hours, hasLapsed, ids, size, bits }: PackedDay): StoreDayState {
  const hasMore = bits.length > size * BYTES
  const at = (block: number, place: number): Bits =>
    hasMore || block === 0 ? wordsAt(bits, (block * size + place) * BYTES) : NO_BITS
  const taken = new Map<string, Taken>()
  for (let place = 0; place < size; place++) {
    const cells = at(0, place)
    const id = ids[place]
    if (id !== undefined && isAny(cells)) taken.set(id, { cells, walkIns: at(1, place), rework: at(2, place) })
  }
  return { version, rosterVersion, hours, taken, hasLapsed }
}
