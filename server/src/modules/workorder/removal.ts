import type { workorder } from '@pitlane/contract'

type Line = workorder.QuoteLine

/** A labour line that was agreed to and shall not be done, by its place among the lines it was agreed to with. */
export interface Source {
  readonly lines: readonly Line[]
  readonly place: number
}

/** 0 stays 0. */
const negative = (line: Line, of: number | null): Line => ({ ...line, unitFen: 0 - line.unitFen, of })

/** The same lines with negative prices, each labour line with its material: together they make nothing (减项, DOMAIN §2.6). */
export const removalLines = (sources: readonly Source[]): Line[] =>
  sources.reduce<Line[]>((all, { lines, place }) => {
    const labour = lines[place]
    if (!labour) return all
    const material = lines.filter(({ kind, of }) => kind === 'material' && of === place)
    return [...all, negative(labour, null), ...material.map((line) => negative(line, all.length))]
  }, [])

/** Places of labour lines in their order: of a quote all, of an add-on those that were approved. */
export const labourPlaces = (lines: readonly Pick<Line, 'kind'>[], approved?: readonly number[]): number[] =>
  lines.flatMap(({ kind }, place) => (kind === 'labour' && (approved?.includes(place) ?? true) ? [place] : []))

/** The jobs that are not done after all, by the approved places of a removal. */
export const removedJobs = (
  {
    quoteLines,
    removes,
  }: { readonly quoteLines: readonly Pick<Line, 'kind'>[]; readonly removes: readonly string[] | null },
  approved: readonly number[],
): string[] => labourPlaces(quoteLines).flatMap((place, i) => (approved.includes(place) ? (removes?.[i] ?? []) : []))
