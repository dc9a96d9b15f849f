/** What the columns of an axis stand for, in minutes of the day. */
export interface Scale {
  readonly from: number
  readonly to: number
}

export type Span = readonly [from: number, to: number]

/** Something that lies on a row of the axis for a while. */
export interface Lying {
  readonly key: string
  readonly rowId: string
  readonly span: Span
}

const HOUR = 60

/** All of `spans`, in whole hours. */
export function scaleOver(spans: readonly Span[]): Scale {
  const from = Math.min(...spans.map(([start]) => start))
  const to = Math.max(...spans.map(([, end]) => end))
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR }
}

/** The full hours of an axis. */
export const hoursOf = ({ from, to }: Scale): number[] =>
  Array.from({ length: (to - from) / HOUR }, (_, i) => from + i * HOUR)

/** Where a span of time lies on a track. */
export const share = (from: number, to: number, scale: Scale): { left: string; width: string } => {
  const whole = scale.to - scale.from
  return { left: `${((from - scale.from) / whole) * 100}%`, width: `${((to - from) / whole) * 100}%` }
}

/** The parts of `scale` that lie outside `spans`. */
export function gapsOf(spans: readonly Span[], scale: Scale): Span[] {
  const gaps: Span[] = []
  let at = scale.from
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from > at) gaps.push([at, Math.min(from, scale.to)])
    at = Math.max(at, to)
  }
  if (at < scale.to) gaps.push([at, scale.to])
  return gaps
}

/** The blocks of these rows from above, earliest first. */
export function rowByRow<B extends Lying>(blocks: readonly B[], rows: readonly { readonly id: string }[]): B[] {
  const order = new Map(rows.map(({ id }, i) => [id, i]))
  const at = ({ rowId }: B) => order.get(rowId) ?? -1
  return blocks.filter(({ rowId }) => order.has(rowId)).sort((a, b) => at(a) - at(b) || a.span[0] - b.span[0])
}

/** What overlaps lies below each other: the lane of each, from 0. In order of their starts. */
export function lanesOf(blocks: readonly Lying[]): { lanes: ReadonlyMap<string, number>; count: number } {
  const ends: number[] = []
  const lanes = new Map<string, number>()
  for (const { key, span } of blocks) {
    const free = ends.findIndex((end) => end <= span[0])
    const lane = free === -1 ? ends.length : free
    ends[lane] = span[1]
    lanes.set(key, lane)
  }
  return { lanes, count: Math.max(1, ends.length) }
}

export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const

const middle = ({ span }: Lying) => (span[0] + span[1]) / 2

/** The block that an arrow key leads to from `from`, row by row from above; the first one from nowhere. */
export function blockBeside<B extends Lying>(blocks: readonly B[], from: B | undefined, key: string): B | undefined {
  if (!from) return blocks[0]
  const at = blocks.findIndex((block) => block.key === from.key)
  if (key === 'ArrowLeft' || key === 'ArrowRight') return blocks[at + (key === 'ArrowRight' ? 1 : -1)]
  const beyond = key === 'ArrowDown' ? blocks.slice(at + 1) : blocks.slice(0, Math.max(0, at)).reverse()
  const next = beyond.find((block) => block.rowId !== from.rowId)
  return beyond
    .filter((block) => block.rowId === next?.rowId)
    .sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0]
}
