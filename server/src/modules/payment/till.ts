import type { settlement as contract } from '@pitlane/contract'
import { sum } from './computing'

interface Entry {
  readonly method: contract.ReceiptMethod
  /** Below 0 for what went back. */
  readonly amountFen: number
}

/** What came in and went back, by way of paying; ways that were not used are left out. */
export function sumsOf(entries: readonly Entry[]) {
  const methods = [...new Set(entries.map(({ method }) => method))].sort()
  return methods.map((method) => {
    const mine = entries.filter((entry) => entry.method === method).map(({ amountFen }) => amountFen)
    return {
      ...{ method, count: mine.length, inFen: sum(mine.filter((fen) => fen > 0)) },
      outFen: sum(mine.filter((fen) => fen < 0).map((fen) => -fen)),
    }
  })
}
