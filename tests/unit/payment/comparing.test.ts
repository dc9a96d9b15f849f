import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compare, type Booked } from '../../../server/src/modules/payment/comparing'
import type { BillLine } from '../../../server/src/platform/pay-port'

const at = new Date('2026-07-01T02:00:00Z')
const paid = (number: string, amountFen: number): Booked => ({ number, isRefund: false, amountFen, isDone: true })
const back = (number: string, amountFen: number, isDone = true): Booked => ({
  number,
  isRefund: true,
  amountFen,
  isDone,
})
const payment = (outTradeNo: string, amountFen: number): BillLine => ({
  ...{ kind: 'payment', at, outTradeNo, transactionId: '42', amountFen, feeMilliFen: 0, status: 'SUCCESS' },
})
const refund = (outRefundNo: string, amountFen: number, status = 'SUCCESS'): BillLine => ({
  ...{ kind: 'refund', at, outTradeNo: 'P1', transactionId: '42', outRefundNo, amountFen, feeMilliFen: 0, status },
})

describe('our books beside the bill of WeChat', () => {
  it('agree where every line does, in whatever order', () => {
    expect(compare([paid('P1', 100), back('R1', 40)], [refund('R1', 40), payment('P1', 100)])).toEqual([])
  })

  it.each([
    [
      'money that we do not know',
      [],
      [payment('P9', 5)],
      { kind: 'missing_here', number: 'P9', hereFen: null, thereFen: 5 },
    ],
    [
      'money that did not come',
      [paid('P1', 7)],
      [],
      { kind: 'missing_there', number: 'P1', hereFen: 7, thereFen: null },
    ],
    ['another amount', [paid('P1', 7)], [payment('P1', 8)], { kind: 'amount', number: 'P1', hereFen: 7, thereFen: 8 }],
    [
      'a payment that we closed',
      [{ ...paid('P1', 7), isDone: false }],
      [payment('P1', 7)],
      { kind: 'state', number: 'P1' },
    ],
    ['a refund that failed there', [back('R1', 7)], [refund('R1', 7, 'FAIL')], { kind: 'state', isRefund: true }],
    ['a refund done there and not here', [back('R1', 7, false)], [refund('R1', 7)], { kind: 'state', isRefund: true }],
  ])('%s', (_what, booked, bill, expected) => {
    expect(compare(booked, bill)).toEqual([expect.objectContaining(expected)])
  })

  it('says nothing of what is only asked for', () => {
    expect(compare([back('R1', 7, false)], [])).toEqual([])
    expect(compare([back('R1', 7, false)], [refund('R1', 7, 'PROCESSING')])).toEqual([])
  })

  it('finds exactly what was planted in a day', () => {
    const day = fc.uniqueArray(fc.record({ n: fc.nat(9999), fen: fc.integer({ min: 1, max: 99_999 }) }), {
      ...{ selector: ({ n }) => n, minLength: 3, maxLength: 40 },
    })
    fc.assert(
      fc.property(day, (rows) => {
        const booked = rows.map(({ n, fen }) => paid(`P${n}`, fen))
        const bill = rows.map(({ n, fen }) => payment(`P${n}`, fen))
        const [first, second, third] = bill
        if (!first || !second || !third) return
        const changed = [{ ...second, amountFen: second.amountFen + 1 }, ...bill.slice(2), payment('X', 1)]
        const found = compare(booked, changed)
        expect(found.map(({ kind, number }) => `${kind} ${number}`).sort()).toEqual(
          [`missing_there ${first.outTradeNo}`, `amount ${second.outTradeNo}`, 'missing_here X'].sort(),
        )
      }),
    )
  })
})
