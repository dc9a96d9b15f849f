import { describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import fc from 'fast-check'
import { decide } from '../../../server/src/modules/workorder/addon-decision'
import { approvedFen } from '../../../server/src/modules/workorder/document-views'
import { totalsOf } from '../../../server/src/modules/workorder/pricing'
import { labourPlaces, removalLines, removedJobs } from '../../../server/src/modules/workorder/removal'

type Line = workorder.QuoteLine

const line = (kind: Line['kind'], of: number | null, over: Partial<Line> = {}): Line => ({
  ...{ kind, name: kind, serviceId: null, partCode: null, quantityCenti: 100, unit: '件', unitFen: 1000 },
  ...{ minutes: kind === 'labour' ? 30 : null, of, ...over },
})

const quote = [
  line('labour', null, { name: '保养' }),
  line('material', 0, { name: '机油', quantityCenti: 450, unitFen: 8001 }),
  line('labour', null, { name: '制动' }),
  line('material', 2, { name: '制动片' }),
  line('material', 0, { name: '机滤' }),
]

describe('a removal', () => {
  it('has each labour line with its material, at negative prices, in a list of its own', () => {
    const lines = removalLines([
      { lines: quote, place: 2 },
      { lines: quote, place: 0 },
    ])
    expect(lines.map(({ name, of }) => [name, of])).toEqual([
      ['制动', null],
      ['制动片', 0],
      ['保养', null],
      ['机油', 2],
      ['机滤', 2],
    ])
    expect(lines.map(workorder.lineFen)).toEqual([-1000, -1000, -1000, -36_005, -1000])
    expect(totalsOf([...quote, ...lines])).toEqual({ labourFen: 0, materialFen: 0, totalFen: 0 })
  })

  it('names its jobs in the order of its labour lines', () => {
    const quoteLines = removalLines([
      { lines: quote, place: 2 },
      { lines: quote, place: 0 },
    ])
    const removal = { quoteLines, removes: ['brake', 'oil'] }
    expect(labourPlaces(quoteLines)).toEqual([0, 2])
    expect(removedJobs(removal, [2])).toEqual(['oil'])
    expect(removedJobs(removal, [0, 2])).toEqual(['brake', 'oil'])
    expect(removedJobs(removal, [])).toEqual([])
  })

  it('counts of an add-on only what was approved', () => {
    expect(labourPlaces(quote)).toEqual([0, 2])
    expect(labourPlaces(quote, [2])).toEqual([2])
    expect(labourPlaces(quote, [])).toEqual([])
  })
})

const price = fc.record({
  quantityCenti: fc.integer({ min: 1, max: 1_000_000 }),
  unitFen: fc.integer({ min: 0, max: 100_000_000 }),
})

/** Labour lines, each with up to three materials. */
const agreed = fc
  .array(fc.tuple(price, fc.array(price, { maxLength: 3 })), { minLength: 1, maxLength: 6 })
  .map((groups) =>
    groups.reduce<Line[]>(
      (all, [labour, materials]) => [
        ...all,
        line('labour', null, labour),
        ...materials.map((one) => line('material', all.length, one)),
      ],
      [],
    ),
  )

describe('what is to be paid', () => {
  it('of a line and its removal is nothing', () => {
    fc.assert(
      fc.property(price, ({ quantityCenti, unitFen }) => {
        const sum =
          workorder.lineFen({ quantityCenti, unitFen }) + workorder.lineFen({ quantityCenti, unitFen: -unitFen })
        expect(sum === 0).toBe(true)
      }),
    )
  })

  it('never falls below nothing: what is left out is what was agreed to, to the fen', () => {
    const some = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(agreed, agreed, some, some, some, (quoted, found, takes, drops, says) => {
        const chosen = labourPlaces(found).filter((_, i) => takes[i])
        const extra = { quoteLines: found, approved: decide(found, chosen)?.approved ?? [] }
        const jobs = [
          ...labourPlaces(quoted).map((place) => ({ lines: quoted, place })),
          ...labourPlaces(found, extra.approved).map((place) => ({ lines: found, place })),
        ]
        const asked = jobs.filter((_, i) => drops[i % drops.length])
        const lines = removalLines(asked)
        const yes = labourPlaces(lines).filter((_, i) => says[i % says.length])
        const before = totalsOf(quoted).totalFen + approvedFen([extra])
        const after = before + approvedFen([{ quoteLines: lines, approved: yes }])
        const left = jobs.filter((job) => {
          const i = asked.indexOf(job)
          return i < 0 || !says[i % says.length]
        })
        const kept = left.reduce((sum, job) => sum - totalsOf(removalLines([job])).totalFen, 0)
        expect([after, after >= 0, after <= before]).toEqual([kept + 0, true, true])
      }),
    )
  })
})
