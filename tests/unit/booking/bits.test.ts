import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  and,
  cellRange,
  cellsTouched,
  cellsWithin,
  countCells,
  hasCell,
  or,
  runStarts,
  without,
  type Bits,
} from '../../../server/src/modules/booking/bits'

const cellsOf = (bits: Bits): number[] => Array.from({ length: 96 }, (_, i) => i).filter((i) => hasCell(bits, i))
const bitsOf = (cells: readonly number[]): Bits =>
  cells.reduce<Bits>((bits, cell) => or(bits, cellRange(cell, cell + 1)), [0, 0, 0])
const someCells = fc.uniqueArray(fc.integer({ min: 0, max: 95 }))

describe('bits of a day', () => {
  it('holds exactly the cells of a range, also across words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 0, max: 96 }), (from, to) => {
        const expected = Array.from({ length: 96 }, (_, i) => i).filter((i) => i >= from && i < to)
        expect(cellsOf(cellRange(from, to))).toEqual(expected)
      }),
    )
  })

  it('combines like sets', () => {
    fc.assert(
      fc.property(someCells, someCells, (a, b) => {
        const inA = new Set(a)
        const inB = new Set(b)
        const every = Array.from({ length: 96 }, (_, i) => i)
        expect(cellsOf(and(bitsOf(a), bitsOf(b)))).toEqual(every.filter((i) => inA.has(i) && inB.has(i)))
        expect(cellsOf(or(bitsOf(a), bitsOf(b)))).toEqual(every.filter((i) => inA.has(i) || inB.has(i)))
        expect(cellsOf(without(bitsOf(a), bitsOf(b)))).toEqual(every.filter((i) => inA.has(i) && !inB.has(i)))
        expect(countCells(bitsOf(a))).toBe(inA.size)
      }),
    )
  })

  it('finds where runs of free cells begin, as looking cell by cell does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 96, maxLength: 96 }),
        fc.integer({ min: 1, max: 40 }),
        (free, count) => {
          const cells = free.flatMap((isFree, i) => (isFree ? [i] : []))
          const expected = free.flatMap((_, i) =>
            i + count <= 96 && free.slice(i, i + count).every(Boolean) ? [i] : [],
          )
          expect(cellsOf(runStarts(bitsOf(cells), count))).toEqual(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('counts a cell that is partly free as taken, and one that is partly taken as taken', () => {
    expect(cellsOf(cellsWithin(545, 600))).toEqual([37, 38, 39])
    expect(cellsOf(cellsTouched(545, 586))).toEqual([36, 37, 38, 39])
  })
})
