import type { workorder } from '@pitlane/contract'

type Detail = workorder.WorkorderDetail
type Line = workorder.QuoteLine & { readonly amountFen: number | null }

export interface BillLine {
  readonly line: Line
  /** What it was for: the labour that a material belongs to. */
  readonly of: string | null
}

const withOf = (lines: readonly Line[]): BillLine[] =>
  lines.map((line) => ({ line, of: line.of === null ? null : (lines[line.of]?.name ?? null) }))

/** What is to be paid, line by line: the quote, and of the add-ons what the owner agreed to. */
export function billOf({ quote, addons }: Pick<Detail, 'quote' | 'addons'>) {
  const added = addons.flatMap(({ lines }) => withOf(lines).filter((_, at) => lines[at]?.isApproved === true))
  const all = [...withOf(quote?.lines ?? []), ...added]
  const labour = all.filter(({ line }) => line.kind === 'labour')
  const material = all.filter(({ line }) => line.kind === 'material')
  const sum = (lines: readonly BillLine[]) => lines.reduce((total, { line }) => total + (line.amountFen ?? 0), 0)
  return { labour, material, labourFen: sum(labour), materialFen: sum(material) }
}

/** What the owner did not want, with how much it matters. */
export const declinedOf = ({ addons }: Pick<Detail, 'addons'>) =>
  addons.flatMap(({ lines, severity, isRiskAccepted, recheckHint, title, state }) => {
    const names = lines.flatMap((line) => (line.kind === 'labour' && line.isApproved === false ? [line.name] : []))
    const all = names.length === 0 && state === 'declined' ? [title] : names
    return all.map((name) => ({ name, severity, isRiskAccepted, recheckHint }))
  })
