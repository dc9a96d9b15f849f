import type { Cond, Exists, FieldRef } from './cond'

/** The field of a related row that says when it happened. A relation that has it can be asked `within` a time. */
export const rowTime: FieldRef = '$at'

/** What a related row must meet, its time included: from so long before `asOf` to `asOf`, both included. */
export function withWithin({ where, within }: Exists): Cond | undefined {
  if (!within) return where
  const inTime: Cond[] = [
    { f: rowTime, op: '>=', v: { ago: within } },
    { f: rowTime, op: '<=', v: { ago: { n: 0, unit: 'day' } } },
  ]
  return { all: where ? [...inTime, where] : inTime }
}
