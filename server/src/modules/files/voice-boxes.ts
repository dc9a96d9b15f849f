import { textAt } from './kinds'

/** A box of an ISO media file, or an element of a Matroska one: a name and the bytes inside. */
interface Box {
  readonly name: string
  readonly body: Uint8Array
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The boxes of an ISO media file, as far as they are whole. */
function boxesIn(bytes: Uint8Array): Box[] {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length;) {
    const is64 = view.getUint32(at) === 1 && at + 16 <= bytes.length
    const size = is64 ? Number(view.getBigUint64(at + 8)) : view.getUint32(at) || bytes.length - at
    const head = is64 ? 16 : 8
    if (size < head || at + size > bytes.length) break
    boxes.push({ name: textAt(bytes, at + 4, 4), body: bytes.subarray(at + head, at + size) })
    at += size
  }
  return boxes
}

/** All boxes at the end of a path such as `moov/trak/mdia`. */
const boxesAt = (bytes: Uint8Array, path: string): Uint8Array[] =>
  path
    .split('/')
    .reduce<Uint8Array[]>(
      (inside, name) => inside.flatMap((body) => boxesIn(body).flatMap((box) => (box.name === name ? [box.body] : []))),
      [bytes],
    )

/** `mvhd` and `mdhd`: scale and duration, in a short and a long form. */
function clockIn(body: Uint8Array | undefined): { scale: number; seconds: number } | undefined {
  const isLong = body?.[0] === 1
  if (!body || body.length < (isLong ? 32 : 20)) return undefined
  const view = viewOf(body)
  const scale = view.getUint32(isLong ? 20 : 12)
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16)
  return scale === 0 ? undefined : { scale, seconds: duration / scale }
}

/** Where in time a fragment of a recording that was written as it came ends, in units of its track. */
function fragmentEnd(traf: Uint8Array, usual: number): number {
  const [start] = boxesAt(traf, 'tfdt')
  const begin = start ? (start[0] === 1 ? Number(viewOf(start).getBigUint64(4)) : viewOf(start).getUint32(4)) : 0
  const [header] = boxesAt(traf, 'tfhd')
  const each = (header && tfhdDuration(header)) ?? usual
  return begin + boxesAt(traf, 'trun').reduce((sum, run) => sum + runDuration(run, each), 0)
}

function tfhdDuration(body: Uint8Array): number | undefined {
  const view = viewOf(body)
  const flags = view.getUint32(0)
  if (!(flags & 0x8)) return undefined
  return view.getUint32(8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0))
}

function runDuration(body: Uint8Array, each: number): number {
  const view = viewOf(body)
  const flags = view.getUint32(0)
  const samples = view.getUint32(4)
  if (!(flags & 0x100)) return samples * each
  const first = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0)
  const step = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length
  let sum = 0
  for (let at = first; at + 4 <= body.length; at += step) sum += view.getUint32(at)
  return sum
}

/** Seconds of an MP4 that holds sound and nothing else, also of one that was written in fragments. */
export function mp4Seconds(bytes: Uint8Array): number | undefined {
  const kinds = boxesAt(bytes, 'moov/trak/mdia/hdlr').map((body) => textAt(body, 8, 4))
  if (kinds.length !== 1 || kinds[0] !== 'soun' || boxesAt(bytes, 'mdat').length === 0) return undefined
  const whole = clockIn(boxesAt(bytes, 'moov/mvhd')[0])?.seconds
  if (whole) return whole
  const scale = clockIn(boxesAt(bytes, 'moov/trak/mdia/mdhd')[0])?.scale
  if (scale === undefined) return undefined
  const [trex] = boxesAt(bytes, 'moov/mvex/trex')
  const usual = trex ? viewOf(trex).getUint32(12) : 0
  return Math.max(0, ...boxesAt(bytes, 'moof/traf').map((traf) => fragmentEnd(traf, usual))) / scale
}

const SEGMENT = '18538067'
const CLUSTER = '1f43b675'
/** These hold other elements; a browser that records leaves their size open. */
const OPEN = new Set([SEGMENT, CLUSTER])

/** Length of a Matroska number by its first byte. */
const lengthOf = (first: number): number => Math.clz32(first) - 23

const numberIn = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

/** Elements in the order in which they stand, with the segment and its clusters opened. */
function* elementsIn(bytes: Uint8Array): Generator<Box> {
  for (let at = 0; at < bytes.length;) {
    const idLength = lengthOf(bytes[at] ?? 0)
    const sizeAt = at + idLength
    const sizeLength = lengthOf(bytes[sizeAt] ?? 0)
    if (idLength > 4 || sizeLength > 8) return
    const name = Array.from(bytes.subarray(at, sizeAt), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const body = sizeAt + sizeLength
    if (OPEN.has(name)) {
      at = body
      continue
    }
    const size = numberIn(bytes.subarray(sizeAt, body)) - 2 ** (7 * sizeLength)
    if (body + size > bytes.length) return
    yield { name, body: bytes.subarray(body, body + size) }
    at = body + size
  }
}

/** Type 1 is video, 2 is sound. */
const trackTypes = (tracks: Uint8Array): number[] =>
  [...elementsIn(tracks)].flatMap((track) =>
    [...elementsIn(track.body)].flatMap(({ name, body }) => (name === '83' ? [numberIn(body)] : [])),
  )

const blockTime = (body: Uint8Array): number => viewOf(body).getInt16(lengthOf(body[0] ?? 0))

/** What is learnt on the way through a recording. */
interface Heard {
  cluster: number
  last: number
  scale: number
  readonly types: number[]
}

const readers: Readonly<Record<string, (heard: Heard, body: Uint8Array) => void>> = {
  '1549a966': (heard, info) => {
    heard.scale = infoScale(info) ?? heard.scale
  },
  '1654ae6b': ({ types }, tracks) => void types.push(...trackTypes(tracks)),
  e7: (heard, time) => {
    heard.cluster = numberIn(time)
  },
  a3: (heard, block) => {
    heard.last = Math.max(heard.last, heard.cluster + blockTime(block))
  },
  a0: (heard, group) => {
    const block = [...elementsIn(group)].find(({ name }) => name === 'a1')
    if (block) readers['a3']?.(heard, block.body)
  },
}

/** Seconds of a WebM that holds sound and nothing else: the time of its last block, as recorders write no duration. */
export function webmSeconds(bytes: Uint8Array): number | undefined {
  const heard: Heard = { cluster: 0, last: 0, scale: 1_000_000, types: [] }
  for (const { name, body } of elementsIn(bytes)) readers[name]?.(heard, body)
  const { types, last, scale } = heard
  return types.length === 1 && types[0] === 2 ? (last * scale) / 1e9 : undefined
}

const infoScale = (info: Uint8Array): number | undefined => {
  const scale = [...elementsIn(info)].find(({ name }) => name === '2ad7b1')
  return scale && numberIn(scale.body)
}
