import { describe, expect, it } from '@jest/globals'
import { decide, faultOf, isLineApproved, needsRisk } from '../../../server/src/modules/workorder/addon-decision'

const labour = { kind: 'labour' as const, of: null }
const material = (of: number | null) => ({ kind: 'material' as const, of })
const lines = [labour, material(0), labour, material(2), material(0)]

describe('what an owner decides', () => {
  it.each([
    ['all', [0, 2], { state: 'approved', approved: [0, 2] }],
    ['all, named twice and in another order', [2, 0, 2], { state: 'approved', approved: [0, 2] }],
    ['a part', [2], { state: 'partial', approved: [2] }],
    ['nothing: what is not named is declined', [], { state: 'declined', approved: [] }],
    ['material alone is no answer', [1], undefined],
    ['a line that is not there', [0, 5], undefined],
  ])('%s', (_what, wanted, expected) => {
    expect(decide(lines, wanted)).toEqual(expected)
  })

  it('holds for material as for its labour', () => {
    expect(lines.map((line, place) => isLineApproved(line, place, [0]))).toEqual([true, true, false, false, true])
    expect(lines.map((line, place) => isLineApproved(line, place, null))).toEqual(lines.map(() => null))
  })

  it('asks for the risk where a safety finding is not wholly agreed to', () => {
    const of = (wanted: number[]) => decide(lines, wanted)!
    expect([[0, 2], [0], []].map((wanted) => needsRisk('red', of(wanted)))).toEqual([false, true, true])
    expect(needsRisk('yellow', of([]))).toBe(false)
  })
})

describe('lines of a price', () => {
  it.each([
    ['labour with its material', lines, undefined],
    ['material alone', [material(0)], 'workorder.no_labour'],
    ['nothing', [], 'workorder.no_labour'],
    ['material of nothing', [labour, material(null)], 'workorder.line_orphan'],
    ['material of material', [labour, material(0), material(1)], 'workorder.line_orphan'],
    ['material of a line that is not there', [labour, material(9)], 'workorder.line_orphan'],
  ])('%s', (_what, list, fault) => {
    expect(faultOf(list)).toBe(fault)
  })
})
