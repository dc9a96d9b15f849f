import type { cashier, View } from '@pitlane/contract'

export type Till = View<typeof cashier.till>
export type Close = Till['closes'][number]
export type Sums = Till['sums']

/** What came in and went back by all ways together, in fen. */
export const totalOf = (sums: Sums) =>
  sums.reduce(
    (total, { count, inFen, outFen }) => ({
      count: total.count + count,
      inFen: total.inFen + inFen,
      outFen: total.outFen + outFen,
    }),
    { count: 0, inFen: 0, outFen: 0 },
  )
