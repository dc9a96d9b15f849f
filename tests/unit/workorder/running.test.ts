import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { actualMinutes, doneAtOf, lastChangeOf, type Run } from '../../../server/src/modules/workorder/running'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 1, 0) + minute * 60_000)
const run = (from: number, to: number | null): Run => ({ startsAt: at(from), endsAt: to === null ? null : at(to) })

describe('the time that was worked', () => {
  it.each<[string, Run[], number]>([
    ['nothing', [], 0],
    ['one interval', [run(0, 30)], 30],
    ['with a pause', [run(0, 30), run(90, 100)], 40],
    ['to now where it runs', [run(0, 30), run(100, null)], 50],
    ['a team side by side once', [run(0, 60), run(0, 60)], 60],
    ['a team that overlaps', [run(0, 60), run(30, 90)], 90],
    ['one inside the other', [run(0, 60), run(10, 20)], 60],
  ])('%s', (_what, runs, minutes) => {
    expect(actualMinutes(runs, at(120))).toBe(minutes)
  })

  it('is never more than from first to last, and never less than the longest interval', () => {
    const span = fc.tuple(fc.nat(500), fc.nat(120)).map(([from, length]) => [from, from + length] as const)
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), (spans) => {
        const total = actualMinutes(
          spans.map(([from, to]) => run(from, to)),
          at(1000),
        )
        const wall = Math.max(...spans.map(([, to]) => to)) - Math.min(...spans.map(([from]) => from))
        const covered = new Set(spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)))
        expect(total).toBe(covered.size)
        expect(total).toBeLessThanOrEqual(wall)
      }),
    )
  })
})

describe('when something was done', () => {
  const now = at(100)
  it.each<[string, Date | undefined, Date | null, Date | undefined]>([
    ['now, where the phone says nothing', undefined, at(90), now],
    ['as the phone says', at(85), at(60), at(85)],
    ['half an hour ago at most', at(70), null, at(70)],
    ['not longer ago', at(69), null, undefined],
    ['never in the future of a clock that is a little fast', at(102), at(60), now],
    ['not with a clock that is far ahead', at(103), null, undefined],
    ['not a day ago', at(100 - 1440), null, undefined],
    ['not before what was done last', at(85), at(95), undefined],
    ['at what was done last with a clock that is a little slow', at(94), at(95), at(95)],
  ])('%s', (_what, said, after, expected) => {
    expect(doneAtOf(said, now, after)).toEqual(expected)
  })

  it('is after the last start, end or dispatch', () => {
    expect(lastChangeOf(null, [])).toBeNull()
    expect(lastChangeOf(at(5), [])).toEqual(at(5))
    expect(lastChangeOf(at(5), [run(10, 20), run(30, null)])).toEqual(at(30))
    expect(lastChangeOf(at(50), [run(10, 20)])).toEqual(at(50))
  })
})
