import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { AppError } from '@pitlane/kernel'

interface Cost {
  readonly log2N: number
  readonly r: number
  readonly p: number
}

const COST: Cost = { log2N: 15, r: 8, p: 1 }
const SALT_BYTES = 16
const KEY_BYTES = 32

/** scrypt runs on libuv's four threads, where file and DNS work also wait: two are left to them. */
const AT_A_TIME = 2
/** About eight seconds of work. Whoever comes later is told to come back instead of waiting for an answer nobody reads. */
const MAX_WAITING = 150

const waiting: (() => void)[] = []
let running = 0

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_A_TIME) {
    running++
  } else {
    if (waiting.length >= MAX_WAITING) throw new AppError('server.unavailable')
    // Whoever leaves hands over the place, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const derive = (password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        const N = 2 ** log2N
        // The same password typed on another keyboard may arrive in another Unicode form.
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (e, key) =>
          e ? reject(e) : resolve(key),
        )
      }),
  )

/** `scrypt$15$8$1$<salt>$<key>`: the parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Nobody's password: compared with when the user name is unknown, so that the answer takes as long as for a known one. */
const NOBODYS_HASH = ['scrypt', COST.log2N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/**
 * True when the password belongs to the hash; always false, after the same work, without one.
 * Throws `server.unavailable` when too many others wait for the same.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, log2N, r, p, salt = '', key = ''] = (stored ?? NOBODYS_HASH).split('$')
  const cost: Cost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && stored !== undefined
}
