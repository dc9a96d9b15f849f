import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

const pool = new Uint8Array(4096)
let next = pool.length

/** One of 256 steps from 0 to below 1. Randomness is fetched by the page: the library asks for it once per character. */
function random(): number {
  if (next === pool.length) {
    randomFillSync(pool)
    next = 0
  }
  return (pool[next++] ?? 0) / 256
}

const ulid = monotonicFactory(random)

/** A new ULID: 26 characters, sortable by the time it was made, made by the application (TiDB's own numbers are not in order). */
export const newId = (): string => ulid()
