import type { Cond } from './cond'
import type { Problem } from './problem'
import { inspect } from './shape'

/** Either the condition, or everything that is wrong with it. */
export type Parsed = { readonly ok: true; readonly cond: Cond } | { readonly ok: false; readonly problems: Problem[] }

/**
 * Reads a condition from anything, such as parsed JSON. Refuses empty groups, unknown keys and whatever is larger than
 * `limits`; never throws, and never goes deeper than the limit, so that a hostile input costs nothing.
 *
 * @example parseCond({ all: [] }) // { ok: false, problems: [{ code: 'rule.empty_group', path: ['all'], message: … }] }
 */
export function parseCond(input: unknown): Parsed {
  const problems = inspect(input)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, cond: input as Cond }
}
