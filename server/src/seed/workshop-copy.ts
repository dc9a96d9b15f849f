import { DAY_MS } from '@pitlane/kernel'
import { newId } from '../platform/id'

/** What is different about a copy. */
export interface Changes {
  /** From what was to what is: ids, and words of the timeline. */
  readonly ids: Map<string, string>
  readonly words: readonly (readonly [was: string, is: string])[]
  /** When the car came, then and now. */
  readonly from: Date
  readonly to: Date
  /** How much longer everything took. */
  readonly pace: number
  /** Files that the copy does not have. */
  readonly files: ReadonlySet<string>
}

const ULID = /[0-9A-HJKMNP-TV-Z]{26}/g
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
/** Numbers from here on, of this century, are instants. */
const EPOCH = Date.UTC(2001, 0)
const END = EPOCH + 36_500 * DAY_MS

/** After the visit: a week of waiting stays a week. */
const LONG_MS = DAY_MS

function shift({ from, to, pace }: Changes, at: number): number {
  const since = at - from.getTime()
  const scaled = since > LONG_MS || since < 0 ? since : Math.round(since * pace)
  return to.getTime() + scaled
}

function changedText(changes: Changes, text: string): string {
  if (INSTANT.test(text)) return new Date(shift(changes, Date.parse(text))).toISOString()
  const moved = text.replace(ULID, (id) => changes.ids.get(id) ?? id)
  return changes.words.reduce((all, [was, is]) => (was === '' ? all : all.replaceAll(was, is)), moved)
}

/** Makes of anything that a row holds the same with the ids, instants and words of the copy. */
export function copierOf(changes: Changes): (value: unknown) => unknown {
  // The rows of a visit say the same few ids and names over and over.
  const texts = new Map<string, string>()
  const textOf = (text: string): string => {
    const changed = texts.get(text) ?? changedText(changes, text)
    texts.set(text, changed)
    return changed
  }
  const copied = (value: unknown): unknown => {
    if (typeof value === 'string') return textOf(value)
    if (typeof value === 'number') return value > EPOCH && value < END ? shift(changes, value) : value
    if (value instanceof Date) return new Date(shift(changes, value.getTime()))
    if (Array.isArray(value)) {
      const kept = value.filter((one) => typeof one !== 'string' || !changes.files.has(one))
      return kept.map(copied)
    }
    if (typeof value !== 'object' || value === null) return value
    const copy: Record<string, unknown> = {}
    for (const [key, one] of Object.entries(value)) copy[textOf(key)] = copied(one)
    return copy
  }
  return copied
}

/** Rows of a copy get ids in the order of those they were copied from. */
export function freshIds(rows: readonly { readonly id: string }[]): [string, string][] {
  return rows
    .map(({ id }) => id)
    .sort()
    .map((id) => [id, newId()])
}
