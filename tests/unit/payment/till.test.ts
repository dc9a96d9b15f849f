import { describe, expect, it } from '@jest/globals'
import { sumsOf } from '../../../server/src/modules/payment/till'

describe('the till', () => {
  it('says by way of paying what came in and what went back', () => {
    const entries = [
      { method: 'pos', amountFen: 500 },
      { method: 'cash', amountFen: 1000 },
      { method: 'cash', amountFen: -300 },
      { method: 'cash', amountFen: 20 },
    ] as const
    expect(sumsOf(entries)).toEqual([
      { method: 'cash', count: 3, inFen: 1020, outFen: 300 },
      { method: 'pos', count: 1, inFen: 500, outFen: 0 },
    ])
    expect(sumsOf([])).toEqual([])
  })
})
