/** Crockford's base 32, as ULIDs use it. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Throws the same numbers in the same order whenever it is made from the same text. */
export interface Dice {
  /** In [0, 1). */
  next(): number
  /** A whole number from `from` to `to`, both inclusive. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One of the items, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  shuffled<T>(items: readonly T[]): T[]
  /** A ULID that says it was made at this instant. */
  id(at: Date): string
  uuid(): string
}

/** FNV-1a. */
const hash = (text: string): number =>
  [...text].reduce((h, char) => Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0, 2166136261)

/** Mulberry32: small and even enough for a town that does not exist. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export function diceOf(text: string): Dice {
  const next = mulberry(hash(text))
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const chars = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => alphabet.charAt(int(0, alphabet.length - 1))).join('')
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(items) {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      return (items.find(([, weight]) => (rest -= weight) < 0) ?? pick(items))[0]
    },
    shuffled: (items) =>
      items
        .map((item) => [next(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
    id: (at) => base32(at.getTime(), 10) + chars(BASE32, 16),
    uuid() {
      const hex = (count: number) => chars('0123456789abcdef', count)
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${chars('89ab', 1)}${hex(3)}-${hex(12)}`
    },
  }
}

function base32(value: number, length: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i++) {
    text = BASE32.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}
