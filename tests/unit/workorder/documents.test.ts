import { describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import fc from 'fast-check'
import { canonical } from '../../../server/src/modules/workorder/canonical'
import { isTooEarly, plannedMinutes, totalsOf } from '../../../server/src/modules/workorder/pricing'
import { snapshotHash } from '../../../server/src/modules/workorder/snapshot.service'

const line = (over: Partial<workorder.QuoteLine>): workorder.QuoteLine => ({
  ...{ kind: 'labour', name: '小保养', serviceId: null, partCode: null, quantityCenti: 100, unit: '小时' },
  ...{ unitFen: 10_000, minutes: 60, of: null, ...over },
})

describe('what a line costs', () => {
  it.each([
    [100, 12_345, 12_345],
    [150, 9_999, 14_999],
    [1, 50, 1],
    [1, 49, 0],
    [33, 100, 33],
    [450, 8_000, 36_000],
    [1_000_000, 100_000_000, 1_000_000_000_000],
    [1, 0, 0],
  ])('%d hundredths at %d fen are %d fen', (quantityCenti, unitFen, expected) => {
    expect(workorder.lineFen({ quantityCenti, unitFen })).toBe(expected)
  })

  it('is a whole number, off by half a fen at most', () => {
    const amounts = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 100_000_000 }))
    fc.assert(
      fc.property(amounts, ([quantityCenti, unitFen]) => {
        const fen = workorder.lineFen({ quantityCenti, unitFen })
        expect(Number.isSafeInteger(fen)).toBe(true)
        expect(Math.abs(fen * 100 - quantityCenti * unitFen)).toBeLessThanOrEqual(50)
      }),
    )
  })

  it('adds up with labour and material apart', () => {
    const lines = [line({}), line({ kind: 'material', quantityCenti: 450, unitFen: 8_000, of: 0, minutes: null })]
    expect(totalsOf(lines)).toEqual({ labourFen: 10_000, materialFen: 36_000, totalFen: 46_000 })
    expect(totalsOf([])).toEqual({ labourFen: 0, materialFen: 0, totalFen: 0 })
  })
})

describe('a promise', () => {
  const now = new Date('2026-11-23T01:00:00Z')
  it.each([
    ['2026-11-23T02:59:59Z', true],
    ['2026-11-23T03:00:00Z', false],
  ])('of %s for two hours of work is too early: %s', (at, expected) => {
    const lines = [line({}), line({}), line({ kind: 'material', minutes: null, of: 0 })]
    expect(plannedMinutes(lines)).toBe(120)
    expect(isTooEarly(new Date(at), now, lines)).toBe(expected)
  })
})

describe('the hash of a document', () => {
  it('does not depend on the order of its fields', () => {
    expect(canonical({ b: [1, { d: null, c: '中' }], a: undefined })).toBe('{"b":[1,{"c":"中","d":null}]}')
    expect(snapshotHash({ a: 1, b: 2 })).toBe(snapshotHash({ b: 2, a: 1 }))
  })

  it('is that of everybody else who makes it', () => {
    // printf '{"a":1,"b":[true,null]}' | sha256sum
    expect(snapshotHash({ b: [true, null], a: 1 })).toBe(
      '1cc69c7fa23616ca2ec3ee70d24390a6225c8832db8a4c814c7e0e7f942f8668',
    )
  })

  it('differs for documents that differ, and survives a way through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [canonical(a), canonical(b)]
        expect(left === right).toBe(
          canonical(JSON.parse(JSON.stringify(a))) === canonical(JSON.parse(JSON.stringify(b))),
        )
        expect(canonical(JSON.parse(left))).toBe(left)
      }),
    )
  })

  it('has dates as their text', () => {
    const at = new Date('2026-11-23T01:00:00.123Z')
    expect(canonical({ at })).toBe(canonical({ at: at.toISOString() }))
  })
})
