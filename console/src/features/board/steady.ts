/** Which rows are on the screen, in which order, and which wait outside. */
export interface Steady {
  readonly shown: readonly string[]
  /** Rows that belong on the screen but would move what is under the pointer. */
  readonly held: readonly string[]
}

/**
 * The next order of rows. While the pointer is among them (`isHeld`), nothing is inserted, removed for a filter or moved:
 * a row that no longer fits stays until the pointer leaves, a new one waits in `held`. Rows that are gone for good go.
 * @param wanted ids that belong on the screen now, in order
 * @param known ids that exist at all
 */
export function settle(
  previous: Steady,
  wanted: readonly string[],
  known: ReadonlySet<string>,
  isHeld: boolean,
): Steady {
  if (!isHeld) return { shown: wanted, held: [] }
  const shown = previous.shown.filter((id) => known.has(id))
  const present = new Set(shown)
  return { shown, held: wanted.filter((id) => !present.has(id)) }
}
