import type { workorder } from '@pitlane/contract'

type Line = Pick<workorder.QuoteLine, 'kind' | 'of'>

/** What an owner decided about an add-on. */
export interface Decision {
  readonly state: 'approved' | 'partial' | 'declined'
  /** Places of labour lines, in their order. */
  readonly approved: readonly number[]
}

/**
 * Line by line; whatever is not named is declined (DOMAIN §2.5). Undefined where a place is none of a labour line: the owner
 * has seen something else.
 */
export function decide(lines: readonly Line[], wanted: readonly number[]): Decision | undefined {
  const labour = lines.flatMap(({ kind }, place) => (kind === 'labour' ? [place] : []))
  const approved = [...new Set(wanted)].sort((a, b) => a - b)
  if (!approved.every((place) => labour.includes(place))) return undefined
  if (approved.length === 0) return { state: 'declined', approved }
  return { state: approved.length === labour.length ? 'approved' : 'partial', approved }
}

/** Whether a line was approved; material goes with its labour. Null while it is open. */
export const isLineApproved = (
  { kind, of }: Line,
  place: number,
  approved: readonly number[] | null,
): boolean | null => (approved === null ? null : approved.includes(kind === 'labour' ? place : (of ?? -1)))

/** A safety finding of which anything is declined asks for 已知风险. */
export const needsRisk = (severity: workorder.Severity, { state }: Decision): boolean =>
  severity === 'red' && state !== 'approved'

/** Why lines make no price: no labour at all, or material that belongs to no labour line. */
export function faultOf(lines: readonly Line[]): 'workorder.no_labour' | 'workorder.line_orphan' | undefined {
  if (!lines.some(({ kind }) => kind === 'labour')) return 'workorder.no_labour'
  const isOrphan = ({ kind, of }: Line) => kind === 'material' && (of === null || lines[of]?.kind !== 'labour')
  return lines.some(isOrphan) ? 'workorder.line_orphan' : undefined
}
