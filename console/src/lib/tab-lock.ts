/** A tab that crashed inside the lock blocks the others no longer than this. */
const LEASE_MS = 12_000
/** Long enough for a rival tab's write to land; the last writer wins. */
const SETTLE_MS = 40
const RETRY_MS = 80

interface Lease {
  readonly by: string
  readonly until: number
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function readLease(key: string): Lease | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Lease | null
  } catch {
    return null
  }
}

async function takeLease(key: string, by: string): Promise<void> {
  for (;;) {
    const held = readLease(key)
    if (held === null || held.until < Date.now()) {
      localStorage.setItem(key, JSON.stringify({ by, until: Date.now() + LEASE_MS }))
      await pause(SETTLE_MS)
      if (readLease(key)?.by === by) return
    } else {
      await pause(RETRY_MS)
    }
  }
}

/** For pages served over plain HTTP inside a store's network: browsers offer no `navigator.locks` there. */
async function withLease<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `${name}.lease`
  const by = `${Date.now()}-${Math.random()}`
  await takeLease(key, by)
  try {
    return await work()
  } finally {
    if (readLease(key)?.by === by) localStorage.removeItem(key)
  }
}

/** Runs `work` in one tab of this browser at a time; others wait for their turn. */
export async function withTabLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks
  if (!locks) return withLease(name, work)
  return locks.request(name, () => work()) as Promise<T>
}
