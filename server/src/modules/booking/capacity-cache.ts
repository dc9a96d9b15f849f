import type { Day } from '@pitlane/kernel'

interface Kept<T> {
  readonly value: T
  /** Epoch milliseconds. */
  readonly until: number
}

/** A small map whose entries die by age, by key, or all at once. At `max` entries it starts afresh. */
export class Shelf<T> {
  private readonly kept = new Map<string, Kept<T>>()

  constructor(
    private readonly ttlMs: number,
    private readonly max: number,
  ) {}

  get(key: string, now: number): T | undefined {
    const hit = this.kept.get(key)
    return hit && hit.until > now ? hit.value : undefined
  }

  put(key: string, value: T, now: number): void {
    if (this.kept.size >= this.max) this.kept.clear()
    this.kept.set(key, { value, until: now + this.ttlMs })
  }

  drop(key: string): void {
    this.kept.delete(key)
  }

  clear(): void {
    this.kept.clear()
  }
}

/** The key of everything cached about one store-day. */
export const dayKey = (storeId: string, day: Day): string => `${storeId}:${day}`
