import type { BillLine } from '../../platform/pay-port'

/** What our books say of a payment or refund. */
export interface Booked {
  readonly number: string
  readonly isRefund: boolean
  readonly amountFen: number
  /** Done in our books; else it is only asked for. */
  readonly isDone: boolean
}

export interface Difference {
  readonly kind: 'missing_here' | 'missing_there' | 'amount' | 'state'
  readonly isRefund: boolean
  readonly number: string
  readonly hereFen: number | null
  readonly thereFen: number | null
}

const keyOf = (isRefund: boolean, number: string): string => `${isRefund ? 'refund' : 'payment'}:${number}`

/** Refunds stand in a bill from the day on which they were asked for, in any state. */
const isDoneThere = ({ status }: BillLine): boolean => status === 'SUCCESS'

/**
 * Compares a day of our books with the bill of that day, line by line. What our books only ask for is missing nowhere; what the bill has
 * as done and our books have not is a difference of state.
 */
export function compare(booked: readonly Booked[], bill: readonly BillLine[]): Difference[] {
  const here = new Map(booked.map((one) => [keyOf(one.isRefund, one.number), one]))
  const there = new Map(
    bill.map((line) => {
      const isRefund = line.kind === 'refund'
      const number = (isRefund ? line.outRefundNo : undefined) ?? line.outTradeNo
      return [keyOf(isRefund, number), { isRefund, number, line }] as const
    }),
  )
  const missing = booked
    .filter((one) => one.isDone && !there.has(keyOf(one.isRefund, one.number)))
    .map(({ isRefund, number, amountFen }) => differenceOf('missing_there', { isRefund, number }, amountFen, null))
  const strange = [...there].flatMap(([key, { isRefund, number, line }]) => {
    const one = here.get(key)
    if (!one) return [differenceOf('missing_here', { isRefund, number }, null, line.amountFen)]
    if (one.amountFen !== line.amountFen)
      return [differenceOf('amount', { isRefund, number }, one.amountFen, line.amountFen)]
    return one.isDone === isDoneThere(line)
      ? []
      : [differenceOf('state', { isRefund, number }, one.amountFen, line.amountFen)]
  })
  return [...missing, ...strange]
}

const differenceOf = (
  kind: Difference['kind'],
  { isRefund, number }: { readonly isRefund: boolean; readonly number: string },
  hereFen: number | null,
  thereFen: number | null,
): Difference => ({ kind, isRefund, number, hereFen, thereFen })
