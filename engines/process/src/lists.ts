import type { Vars } from './state'

/** One of a list: its key, and the facts that its branch starts with. */
export interface Item {
  readonly key: string
  readonly vars: Vars
}

export const isItemKey = (key: unknown): key is string => typeof key === 'string' && /^[^:/\s]{1,64}$/.test(key)

export const pathOf = (outer: string | null, key: string): string => (outer === null ? key : `${outer}/${key}`)

const isBag = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function itemOf(entry: unknown): Item | undefined {
  if (isItemKey(entry)) return { key: entry, vars: {} }
  if (!isBag(entry) || !isItemKey(entry['key'])) return undefined
  const { key, ...vars } = entry
  return { key, vars }
}

/** Items of a list of keys, or of objects with a `key`: each key once, what is neither is left out. */
export function itemsOf(value: unknown): Item[] {
  const items = new Map<string, Item>()
  for (const entry of Array.isArray(value) ? (value as unknown[]) : []) {
    const item = itemOf(entry)
    if (item !== undefined && !items.has(item.key)) items.set(item.key, item)
  }
  return [...items.values()]
}

/** As `itemsOf` reads it. */
export const entryOf = (item: Item): unknown =>
  Object.keys(item.vars).length === 0 ? item.key : { ...item.vars, key: item.key }
