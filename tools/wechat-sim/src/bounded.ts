/** How many calls and messages are kept for the page and for tests. */
const MAX_SHOWN = 500

/** How many codes, users and consents are kept: enough for a load test, and still bounded. */
const MAX_LIVE = 10_000

/** Appends to a list and lets the oldest go. */
export function keepLast<T>(list: T[], item: T, max = MAX_SHOWN): void {
  list.push(item)
  if (list.length > max) list.shift()
}

/** Sets a value in a map and lets the key that was added first go. */
export function keepIn<K, V>(map: Map<K, V>, key: K, value: V, max = MAX_LIVE): void {
  map.set(key, value)
  if (map.size <= max) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}
