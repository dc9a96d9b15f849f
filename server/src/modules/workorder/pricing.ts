import { workorder } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'

type Line = workorder.QuoteLine

/** Lines with what each of them costs. */
export const priced = (lines: readonly Line[]): (Line & { readonly amountFen: number })[] =>
  lines.map((line) => ({ ...line, amountFen: workorder.lineFen(line) }))

/** Labour and material apart, as the law asks, and both together (DOMAIN §2.10). */
export function totalsOf(lines: readonly Line[]): { labourFen: number; materialFen: number; totalFen: number } {
  const sum = (kind: Line['kind']) =>
    lines.filter((line) => line.kind === kind).reduce((total, line) => total + workorder.lineFen(line), 0)
  const [labourFen, materialFen] = [sum('labour'), sum('material')]
  return { labourFen, materialFen, totalFen: labourFen + materialFen }
}

/** Minutes of work that lines ask for. */
export const plannedMinutes = (lines: readonly Line[]): number =>
  lines.reduce((total, line) => total + (line.kind === 'labour' ? (line.minutes ?? 0) : 0), 0)

/** A time that lies before the work could be done is no promise (DOMAIN §2.3). */
export const isTooEarly = (promisedAt: Date, now: Date, lines: readonly Line[]): boolean =>
  promisedAt.getTime() < now.getTime() + plannedMinutes(lines) * MINUTE_MS
