/** WeChat has no SHA-256 of its own; https://csrc.nist.gov/pubs/fips/180-4/upd1/final, section 6.2. */

const BLOCK = 64

/** The first 32 bits behind the point of a root. */
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32) | 0

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

const K = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)))

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by))

/** The end of the message: what is left over, a one, zeros, and the length in bits. */
function ending(bytes: Uint8Array): Uint8Array {
  const rest = bytes.subarray(bytes.length - (bytes.length % BLOCK))
  const padded = new Uint8Array(rest.length + 9 > BLOCK ? BLOCK * 2 : BLOCK)
  padded.set(rest)
  padded[rest.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  return padded
}

function spread(w: Int32Array, view: DataView, from: number): void {
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(from + t * 4)
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15] ?? 0, w[t - 2] ?? 0]
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    w[t] = ((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0
  }
}

type Words = [number, number, number, number, number, number, number, number]

function compress(state: Int32Array, w: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as Words
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + Number(K[t]) + Number(w[t])) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const next = [a, b, c, d, e, f, g, h]
  next.forEach((word, i) => (state[i] = ((state[i] ?? 0) + word) | 0))
}

/** In lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const state = Int32Array.from(START)
  const w = new Int32Array(64)
  const eat = (part: Uint8Array) => {
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength)
    for (let at = 0; at + BLOCK <= part.length; at += BLOCK) {
      spread(w, view, at)
      compress(state, w)
    }
  }
  eat(bytes)
  eat(ending(bytes))
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
