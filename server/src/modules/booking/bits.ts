import { cellOf, CELLS_PER_DAY, cellsFor, type Minute } from '@pitlane/kernel'

/** The 96 quarter hours of a day, one bit each: cell 0 is the lowest bit of the first word. Three unsigned 32-bit words. */
export type Bits = readonly [number, number, number]

export const NO_BITS: Bits = [0, 0, 0]

export const and = (a: Bits, b: Bits): Bits => [(a[0] & b[0]) >>> 0, (a[1] & b[1]) >>> 0, (a[2] & b[2]) >>> 0]
export const or = (a: Bits, b: Bits): Bits => [(a[0] | b[0]) >>> 0, (a[1] | b[1]) >>> 0, (a[2] | b[2]) >>> 0]
export const without = (a: Bits, b: Bits): Bits => [(a[0] & ~b[0]) >>> 0, (a[1] & ~b[1]) >>> 0, (a[2] & ~b[2]) >>> 0]

export const hasCell = (bits: Bits, cell: number): boolean => (((bits[cell >> 5] ?? 0) >>> (cell & 31)) & 1) === 1

/** Cells `from` (inclusive) to `to` (exclusive). */
export function cellRange(from: number, to: number): Bits {
  const word = (index: number): number => {
    const low = Math.max(0, from - 32 * index)
    const high = Math.min(32, to - 32 * index)
    if (low >= high) return 0
    const upTo = high === 32 ? 0xffffffff : 2 ** high - 1
    return (upTo & ~(2 ** low - 1)) >>> 0
  }
  return [word(0), word(1), word(2)]
}

/** True when every cell of `span` is set. */
export const covers = (bits: Bits, span: Bits): boolean => and(bits, span).every((word, i) => word === span[i])

/** The given cells. */
export function cellSet(cells: Iterable<number>): Bits {
  const words: [number, number, number] = [0, 0, 0]
  for (const cell of cells) words[cell >> 5] = ((words[cell >> 5] ?? 0) | (1 << (cell & 31))) >>> 0
  return words
}

/** Whole cells inside a span of minutes: a cell that is only partly free is not free. */
export const cellsWithin = (from: Minute, to: Minute): Bits =>
  cellRange(cellsFor(from), Math.min(CELLS_PER_DAY, cellOf(to)))

/** Cells touched by a span of minutes: a cell that is only partly taken is taken. */
export const cellsTouched = (from: Minute, to: Minute): Bits => cellRange(cellOf(from), cellsFor(to))

/** Bit i of the answer is bit i + n of the input: looks n cells ahead. */
function ahead(bits: Bits, n: number): Bits {
  const words = n >> 5
  const shift = n & 31
  const at = (index: number) => bits[index] ?? 0
  const word = (index: number) =>
    shift === 0 ? at(index + words) : ((at(index + words) >>> shift) | (at(index + words + 1) << (32 - shift))) >>> 0
  return [word(0), word(1), word(2)]
}

/** Cells at which a run of `count` free cells begins. Doubling steps: log2(count) shifts instead of count. */
export function runStarts(free: Bits, count: number): Bits {
  let runs = free
  let length = 1
  while (length < count) {
    const step = Math.min(length, count - length)
    runs = and(runs, ahead(runs, step))
    length += step
  }
  return runs
}

/** How many cells are set. */
export function countCells(bits: Bits): number {
  let total = 0
  for (const word of bits) {
    for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0) total++
  }
  return total
}

/** How many stretches of set cells there are. */
export const countRuns = (bits: Bits): number => countCells(without(bits, behind(bits)))

/** Bit i of the answer is bit i - 1 of the input. */
const behind = ([a, b, c]: Bits): Bits => [(a << 1) >>> 0, ((b << 1) | (a >>> 31)) >>> 0, ((c << 1) | (b >>> 31)) >>> 0]
